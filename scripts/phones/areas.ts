/**
 * Where phone numbers tell a region: area codes in the Americas, and the numbers that countries set aside for fiction, which
 * several have by region. `regions.ts` explains the notation; the form of a country has `*` for the item, `_` is a blank.
 */

/** The area codes of the United States and Canada (NANPA), Mexico (IFT), Brazil (Anatel) and Argentina (ENACOM). */
export const AREA_CODES = `
US * !N# ####
Alabama: Birmingham=205 659; Montgomery=334; Mobile=251; Huntsville=256 938; Tuscaloosa=205
Alaska: 907
Arizona: Phoenix=602 480 623; Tucson=520; Scottsdale=480; Mesa=480; Glendale=623; Flagstaff=928; Yuma=928
Arkansas: Little Rock=501; Fayetteville=479; Jonesboro=870; Fort Smith=479
California: Los Angeles=213 323 310 424/213 323; San Diego=619 858; San Jose=408 669; San Francisco=415 628; Fresno=559; Sacramento=916 279; Long Beach=562; Oakland=510 341; Bakersfield=661; Anaheim=714 657; Santa Ana=714 657; Riverside=951; Stockton=209; Irvine=949; San Bernardino=909 840; Modesto=209; Santa Rosa=707; Oxnard=805; Santa Barbara=805; Salinas=831; Redding=530; Concord=925; Pasadena=626; Torrance=310 424; Burbank=818 747; Palm Springs=760 442; Oceanside=760 442; San Mateo=650; Pomona=909 840
Colorado: Denver=303 720; Colorado Springs=719; Fort Collins=970; Boulder=303 720; Pueblo=719; Grand Junction=970
Connecticut: Bridgeport=203 475; New Haven=203 475; Hartford=860 959; Stamford=203 475
Delaware: 302
District of Columbia: 202
Florida: Miami=305 786; Jacksonville=904; Tampa=813; Orlando=407 321; St. Petersburg=727; Hialeah=305 786; Tallahassee=850; Fort Lauderdale=954 754; Cape Coral=239; Gainesville=352; Pensacola=850; Sarasota=941; West Palm Beach=561; Daytona Beach=386; Lakeland=863; Port Saint Lucie=772; Melbourne=321; Naples=239
Georgia: Atlanta=404 470 678; Augusta=706 762; Columbus=706 762; Savannah=912; Athens=706 762; Macon=478; Albany=229; Marietta=770 678
Hawaii: 808
Idaho: 208 986
Illinois: Chicago=312 773 872; Aurora=630 331; Rockford=815 779; Joliet=815 779; Naperville=630 331; Springfield=217 447; Peoria=309; Elgin=847 224; Waukegan=847 224; Cicero=708; Champaign=217 447; Belleville=618
Indiana: Indianapolis=317 463; Fort Wayne=260; Evansville=812 930; South Bend=574; Gary=219; Lafayette=765; Bloomington=812 930
Iowa: Des Moines=515; Cedar Rapids=319; Davenport=563; Sioux City=712; Dubuque=563
Kansas: Wichita=316; Overland Park=913; Kansas City=913; Topeka=785; Hutchinson=620
Kentucky: Lexington-Fayette=859; Louisville=502; Bowling Green=270 364; Owensboro=270 364; Covington=859
Louisiana: New Orleans=504; Baton Rouge=225; Shreveport=318; Lafayette=337; Houma=985
Maine: 207
Maryland: Baltimore=410 443 667; Silver Spring=301 240; Frederick=301 240; Rockville=301 240; Columbia=410 443
Massachusetts: Boston=617 857; Worcester=508 774; Springfield=413; Lowell=978 351; Cambridge=617 857; New Bedford=508 774; Quincy=617 857; Framingham=508 774; Waltham=781 339
Michigan: Detroit=313; Grand Rapids=616; Warren=586; Lansing=517; Ann Arbor=734; Flint=810; Dearborn=313; Kalamazoo=269; Saginaw=989; Pontiac=248 947; Traverse City=231
Minnesota: Minneapolis=612; Saint Paul=651; Rochester=507; Duluth=218; Bloomington=952; Saint Cloud=320; Plymouth=763
Mississippi: Jackson=601 769; Gulfport=228; Hattiesburg=601 769; Tupelo=662
Missouri: Kansas City=816; St. Louis=314; Springfield=417; Columbia=573; Independence=816; Saint Peters=636
Montana: 406
Nebraska: Omaha=402 531; Lincoln=402 531; Grand Island=308; North Platte=308
Nevada: Las Vegas=702 725; Henderson=702 725; Reno=775; Carson City=775
New Hampshire: 603
New Jersey: Newark=973 862; Jersey City=201 551; Paterson=973 862; Elizabeth=908; Trenton=609 640; Camden=856; Edison=732 848; Toms River=732 848; Atlantic City=609 640
New Mexico: Albuquerque=505; Las Cruces=575; Santa Fe=505; Roswell=575
New York: New York City=212 646 332 917; Brooklyn=718 347 929; Queens=718 347 929; Manhattan=212 646 332; The Bronx=718 347 929; Staten Island=718 347 929; Buffalo=716; Rochester=585; Yonkers=914; Syracuse=315 680; Albany=518 838; New Rochelle=914; Utica=315 680; Hempstead=516; Binghamton=607; Poughkeepsie=845; Brentwood=631 934
North Carolina: Charlotte=704 980; Raleigh=919 984; Greensboro=336 743; Durham=919 984; Winston-Salem=336 743; Fayetteville=910; Asheville=828; Wilmington=910; Greenville=252
North Dakota: 701
Ohio: Columbus=614 380; Cleveland=216; Cincinnati=513 283; Toledo=419 567; Akron=330 234; Dayton=937 326; Youngstown=330 234; Lorain=440; Newark=740 220
Oklahoma: Oklahoma City=405 572; Tulsa=918 539; Norman=405 572; Lawton=580; Enid=580
Oregon: Portland=503 971; Salem=503 971; Eugene=541 458; Bend=541 458; Medford=541 458
Pennsylvania: Philadelphia=215 267 445; Pittsburgh=412; Allentown=610 484; Erie=814; Reading=610 484; Scranton=570 272; Bethlehem=610 484; Lancaster=717 223; Harrisburg=717 223; State College=814
Rhode Island: 401
South Carolina: Columbia=803 839; Charleston=843 854; North Charleston=843 854; Greenville=864; Rock Hill=803 839
South Dakota: 605
Tennessee: Memphis=901; Nashville=615 629; Knoxville=865; Chattanooga=423; Clarksville=931; Jackson=731
Texas: Houston=713 281 832 346; San Antonio=210 726; Dallas=214 469 972; Austin=512 737; Fort Worth=817 682; El Paso=915; Arlington=817 682; Corpus Christi=361; Plano=972 469; Laredo=956; Lubbock=806; Amarillo=806; Brownsville=956; Beaumont=409; Galveston=409; Waco=254; Tyler=903 430; Midland=432; Odessa=432; Abilene=325; San Angelo=325; College Station=979; Wichita Falls=940; Denton=940; Conroe=936; Killeen=254
Utah: Salt Lake City=801 385; West Valley City=801 385; Provo=801 385; Saint George=435; Logan=435
Vermont: 802
Virginia: Virginia Beach=757 948; Norfolk=757 948; Richmond=804 686; Arlington=703 571; Alexandria=703 571; Roanoke=540 826; Lynchburg=434; Charlottesville=434
Washington: Seattle=206; Spokane=509; Tacoma=253; Vancouver=360 564; Bellevue=425; Everett=425; Bellingham=360 564; Yakima=509; Olympia=360 564
West Virginia: 304 681
Wisconsin: Milwaukee=414; Madison=608; Green Bay=920; Kenosha=262; Racine=262; Eau Claire=715 534; Appleton=920; La Crosse=608
Wyoming: 307

CA * !N# ####
Alberta: Calgary=403 587; Edmonton=780 587; Fort McMurray=780 587; Lethbridge=403 587; Red Deer=403 587
British Columbia: Vancouver=604 778 236; Victoria=250 778; Kelowna=250 778; Surrey=604 778; Prince George=250 778; Abbotsford=604 778; Nanaimo=250 778
Manitoba: 204 431
New Brunswick: 506
Newfoundland and Labrador: 709
Nova Scotia: 902 782
Prince Edward Island: 902 782
Ontario: Toronto=416 647 437; Ottawa=613 343; Mississauga=905 289 365; Hamilton=905 289 365; London=519 226 548; Windsor=519 226 548; Kitchener=519 226 548; Greater Sudbury=705 249; Thunder Bay=807; Kingston=613 343; Barrie=705 249; North York=416 647 437; Scarborough=416 647 437; Oshawa=905 289 365
Quebec: Montréal=514 438; Québec=418 581; Laval=450 579; Gatineau=819 873; Longueuil=450 579; Sherbrooke=819 873; Saguenay=418 581; Trois-Rivières=819 873
Saskatchewan: 306 639
Yukon: 867
Northwest Territories: 867
Nunavut: 867

MX *
Mexico City: 55_N###_####
México: Ecatepec de Morelos=55_N###_####; Toluca=722_N##_####; Ciudad Nezahualcoyotl=55_N###_####; Naucalpan de Juárez=55_N###_####
Aguascalientes: 449_N##_####
Baja California: Tijuana=664_N##_####; Mexicali=686_N##_####; Ensenada=646_N##_####
Baja California Sur: La Paz=612_1##_####; San José del Cabo=624_1##_####
Campeche: Campeche=981_N##_####; Ciudad del Carmen=938_N##_####
Coahuila: Saltillo=844_N##_####; Torreón=871_N##_####; Monclova=866_N##_####; Piedras Negras=878_N##_####
Colima: Colima=312_N##_####; Manzanillo=314_N##_####
Chiapas: Tuxtla=961_N##_####; Tapachula=962_N##_####; San Cristóbal de las Casas=967_N##_####
Chihuahua: Chihuahua=614_N##_####; Juárez=656_N##_####
Durango: Victoria de Durango=618_N##_####; Gómez Palacio=871_N##_####
Guanajuato: León de los Aldama=477_N##_####; Irapuato=462_N##_####; Celaya=461_N##_####
Guerrero: Acapulco de Juárez=744_N##_####; Chilpancingo=747_N##_####
Hidalgo: 771_N##_####
Jalisco: Guadalajara=33_N###_####; Zapopan=33_N###_####; Puerto Vallarta=322_N##_####; Lagos de Moreno=474_N##_####
Michoacán: Morelia=443_N##_####; Uruapan=452_N##_####
Morelos: 777_N##_####
Nayarit: 311_N##_####
Nuevo León: 81_N###_####
Oaxaca: 951_N##_####
Puebla: Puebla=222_N##_####; Tehuacán=238_N##_####
Querétaro: 442_N##_####
Quintana Roo: Cancún=998_N##_####; Chetumal=983_N##_####; Playa del Carmen=984_N##_####
San Luis Potosí: 444_N##_####
Sinaloa: Culiacán=667_N##_####; Mazatlán=669_N##_####; Los Mochis=668_N##_####
Sonora: Hermosillo=662_N##_####; Ciudad Obregón=644_N##_####; Nogales=631_N##_####
Tabasco: 993_N##_####
Tamaulipas: Reynosa=899_N##_####; Heroica Matamoros=868_N##_####; Nuevo Laredo=867_N##_####; Tampico=833_N##_####; Ciudad Victoria=834_N##_####
Tlaxcala: 246_N##_####
Veracruz: Veracruz=229_N##_####; Xalapa de Enríquez=228_N##_####; Coatzacoalcos=921_N##_####
Yucatán: 999_N##_####
Zacatecas: 492_N##_####

BR * 9N### ####
São Paulo: São Paulo=11; Campinas=19; São José dos Campos=12; Santos=13; Bauru=14; Sorocaba=15; Ribeirão Preto=16; São José do Rio Preto=17; Presidente Prudente=18; Guarulhos=11; Piracicaba=19; Franca=16; Araçatuba=18; Jundiaí=11; Marília=14; São Carlos=16
Rio de Janeiro: Rio de Janeiro=21; Campos dos Goytacazes=22; Volta Redonda=24; Nova Iguaçu=21; Petrópolis=24; Macaé=22; Nova Friburgo=22
Espírito Santo: Vitória=27; Cachoeiro de Itapemirim=28; Linhares=27; Colatina=27
Minas Gerais: Belo Horizonte=31; Juiz de Fora=32; Governador Valadares=33; Uberlândia=34; Poços de Caldas=35; Divinópolis=37; Montes Claros=38; Varginha=35; Uberaba=34
Paraná: Curitiba=41; Ponta Grossa=42; Londrina=43; Maringá=44; Foz do Iguaçu=45; Cascavel=45; Francisco Beltrão=46
Santa Catarina: Joinville=47; Florianópolis=48; Chapecó=49; Blumenau=47; Criciúma=48; Lages=49
Rio Grande do Sul: Porto Alegre=51; Pelotas=53; Caxias do Sul=54; Santa Maria=55; Passo Fundo=54
Federal District: 61
Goiás: Goiânia=62; Rio Verde=64; Anápolis=62; Luziânia=61
Tocantins: 63
Mato Grosso: Cuiabá=65; Rondonópolis=66; Sinop=66
Mato Grosso do Sul: 67
Acre: 68
Rondônia: 69
Bahia: Salvador=71; Itabuna=73; Feira de Santana=75; Vitória da Conquista=77; Barreiras=77
Sergipe: 79
Pernambuco: Recife=81; Petrolina=87; Caruaru=81; Garanhuns=87
Alagoas: 82
Paraíba: 83
Rio Grande do Norte: 84
Ceará: Fortaleza=85; Juazeiro do Norte=88; Sobral=88
Piauí: Teresina=86; Picos=89; Parnaíba=86
Pará: Belém=91; Santarém=93; Marabá=94; Parauapebas=94
Amazonas: Manaus=92; Tefé=97
Roraima: 95
Amapá: 96
Maranhão: São Luís=98; Imperatriz=99

AR 9 *
Buenos Aires F.D.: 11_N###_####
Buenos Aires: La Plata=221_N##_####; Mar del Plata=223_N##_####; Bahía Blanca=291_N##_####; Quilmes=11_N###_####; Tandil=249_N##_####; Merlo=11_N###_####; Pergamino=2477_N#_####; San Nicolás de los Arroyos=336_N##_####; Olavarría=2284_N#_####; Junín=236_N##_####; Zárate=3487_N#_####; Necochea=2262_N#_####
Catamarca: 383_N##_####
Chaco: 362_N##_####
Chubut: Comodoro Rivadavia=297_N##_####; Trelew=280_N##_####
Cordoba: Córdoba=351_N##_####; Río Cuarto=358_N##_####; Villa María=353_N##_####
Corrientes: 379_N##_####
Entre Rios: Paraná=343_N##_####; Concordia=345_N##_####
Formosa: 370_N##_####
Jujuy: 388_N##_####
La Pampa: 2954_N#_####
La Rioja: 380_N##_####
Mendoza: Mendoza=261_N##_####; San Rafael=260_N##_####
Misiones: 376_N##_####
Neuquen: 299_N##_####
Rio Negro: San Carlos de Bariloche=294_N##_####; Cipolletti=299_N##_####; Viedma=2920_N#_####
Salta: 387_N##_####
San Juan: 264_N##_####
San Luis: 266_N##_####
Santa Cruz: 2966_N#_####
Santa Fe: Rosario=341_N##_####; Santa Fe=342_N##_####
Santiago del Estero: 385_N##_####
Tierra del Fuego: 2901_N#_####
Tucuman: 381_N##_####
`;

/** Numbers that nobody has, which regulators keep for films: Ofcom, ACMA, ARCEP, ComReg, PTS, and NANPA's 555-0100 to 555-0199. */
export const FICTION = `
GB *
England: London=20_7946_0###/7700_900###; Birmingham=121_496_0###/7700_900###; Leeds=113_496_0###/7700_900###; Sheffield=114_496_0###/7700_900###; Nottingham=115_496_0###/7700_900###; Leicester=116_496_0###/7700_900###; Bristol=117_496_0###/7700_900###; Reading=118_496_0###/7700_900###; Liverpool=151_496_0###/7700_900###; Manchester=161_496_0###/7700_900###; Newcastle upon Tyne=191_498_0###/7700_900###
Scotland: Edinburgh=131_496_0###/7700_900###; Glasgow=141_496_0###/7700_900###
Wales: Cardiff=29_2018_0###/7700_900###
Northern Ireland: 28_9649_6###

AU *
New South Wales: 2_5550_#### 2_7010_####
Australian Capital Territory: 2_5550_#### 2_7010_####
Victoria: 3_5550_#### 3_7010_####
Tasmania: 3_5550_#### 3_7010_####
Queensland: 7_5550_#### 7_7010_####
South Australia: 8_5550_#### 8_7010_####
Western Australia: 8_5550_#### 8_7010_####
Northern Territory: 8_5550_#### 8_7010_####

FR *
Île-de-France: 6_39_98_##_## 1_99_00_##_##
Centre-Val de Loire: 6_39_98_##_## 2_61_91_##_##
Bourgogne-Franche-Comté: 6_39_98_##_## 3_53_01_##_##
Normandy: 6_39_98_##_## 2_61_91_##_##
Hauts-de-France: 6_39_98_##_## 3_53_01_##_##
Grand Est: 6_39_98_##_## 3_53_01_##_##
Pays de la Loire: 6_39_98_##_## 2_61_91_##_##
Brittany: 6_39_98_##_## 2_61_91_##_##
New Aquitaine: 6_39_98_##_## 5_36_49_##_##
Occitanie: 6_39_98_##_## 5_36_49_##_##
Auvergne-Rhône-Alpes: 6_39_98_##_## 4_65_71_##_##
Provence-Alpes-Côte d'Azur: 6_39_98_##_## 4_65_71_##_##
Corsica: 6_39_98_##_## 4_65_71_##_##

IE *
*: 20_91#_####

SE *
*: 70_174_06_N#
Stockholm: Stockholm=8_465_004_##/70_174_06_N#
Västra Götaland: Göteborg=31_390_06_##/70_174_06_N#
Skåne: Malmö=40_628_04_##/70_174_06_N#
Norrbotten: Kiruna=980_319_2##/70_174_06_N#
`;
