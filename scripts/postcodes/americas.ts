/**
 * Postcode areas of Latin America, from the public postal plans; `regions.ts` explains the notation. Those of the United States
 * and Canada are read from the package `zipcodes`.
 */
export const AMERICAS = `
MX #####
Mexico City: Mexico City=01-16; Iztapalapa=09; Gustavo Adolfo Madero=07; Coyoacán=04; Tlalpan=14; Cuauhtémoc=06; Azcapotzalco=02; Iztacalco=08; Xochimilco=16; Miguel Hidalgo=11; Tláhuac=13; Magdalena Contreras=10; Milpa Alta=12
Aguascalientes: 20
Baja California: Tijuana=22; Mexicali=21; Ensenada=22; Rosarito=22; Tecate=21
Baja California Sur: 23
Campeche: 24
Coahuila: Saltillo=25; Torreón=27; Monclova=25; Piedras Negras=26; Ciudad Acuña=26
Colima: 28
Chiapas: Tuxtla=29; Tapachula=30; San Cristóbal de las Casas=29; Comitán=30; Palenque=29
Chihuahua: Chihuahua=31; Juárez=32; Ciudad Delicias=33; Cuauhtémoc=31; Parral=33; Nuevo Casas Grandes=31
Durango: Victoria de Durango=34; Gómez Palacio=35; Ciudad Lerdo=35
Guanajuato: León de los Aldama=37; Irapuato=36; Celaya=38; Guanajuato=36; Salamanca=36
Guerrero: Acapulco de Juárez=39; Chilpancingo=39; Iguala de la Independencia=40; Taxco de Alarcón=40
Hidalgo: 42-43
Jalisco: Guadalajara=44/45; Zapopan=45; Tlaquepaque=45; Tonalá=45; Puerto Vallarta=48; Lagos de Moreno=47; Ciudad Guzmán=49; Tepatitlán de Morelos=47
México: Toluca=50/50 51 52; Ecatepec de Morelos=55; Ciudad Nezahualcoyotl=57; Naucalpan de Juárez=53; Tlalnepantla=54; Santa María Chimalhuacán=56
Michoacán: Morelia=58; Uruapan=60; Zamora=59; Apatzingán=60; Heróica Zitácuaro=61; La Piedad=59
Morelos: 62
Nayarit: 63
Nuevo León: Monterrey=64; Guadalupe=67; San Nicolás de los Garza=66; Ciudad Apodaca=66; Ciudad General Escobedo=66; Santa Catarina=66; Linares=67
Oaxaca: 68-71
Puebla: Puebla=72; Tehuacán=75; Cholula=72; Atlixco=74; San Martin Texmelucan de Labastida=74
Querétaro: 76
Quintana Roo: 77
San Luis Potosí: San Luis Potosí=78; Ciudad Valles=79; Matehuala=78; Rioverde=79
Sinaloa: Culiacán=80; Mazatlán=82; Los Mochis=81; Guasave=81; Guamúchil=81
Sonora: Hermosillo=83; Ciudad Obregón=85; Nogales=84; San Luis Río Colorado=83; Navojoa=85; Heroica Guaymas=85
Tabasco: 86
Tamaulipas: Reynosa=88; Heroica Matamoros=87; Nuevo Laredo=88; Tampico=89; Ciudad Victoria=87; Ciudad Madero=89
Tlaxcala: 90
Veracruz: Veracruz=91; Xalapa de Enríquez=91; Coatzacoalcos=96; Poza Rica de Hidalgo=93; Córdoba=94; Orizaba=94; Minatitlán=96; San Andrés Tuxtla=95
Yucatán: 97
Zacatecas: Zacatecas=98; Guadalupe=98; Fresnillo=99; Jerez de García Salinas=99; Río Grande=98

BR #####-###
São Paulo: São Paulo=01001-05899 08000-08499/06000-09999; Guarulhos=07000-07399; Campinas=13000-13139/13140-13999; São Bernardo do Campo=09600-09899; Osasco=06000-06299; Santo André=09000-09299; São José dos Campos=12200-12249/12250-12999; Ribeirão Preto=14000-14109/14110-14999; Sorocaba=18000-18109/18110-18999; Santos=11000-11249/11250-11999; São José do Rio Preto=15000-15104/15110-15999; Bauru=17000-17119/17120-17999; Presidente Prudente=19000-19119/19120-19999; Araçatuba=16000-16129/16130-16999; Mogi das Cruzes=08700-08899; Piracicaba=13400-13439/13440-13499; Jundiaí=13200-13219; Franca=14400-14414; Limeira=13480-13489; Taubaté=12000-12119; Araraquara=14800-14811; Marília=17500-17539; São Carlos=13560-13579
Rio de Janeiro: Rio de Janeiro=20000-23799/25000-28999; Nova Iguaçu=26000-26099; Duque de Caxias=25000-25499; Belford Roxo=26100-26199; Niterói=24000-24399; São João de Meriti=25500-25599; Petrópolis=25600-25779; Volta Redonda=27200-27299; Macaé=27900-27979; Nova Friburgo=28600-28636; Cabo Frio=28900-28925
Espírito Santo: Vitória=29000-29099/29200-29999; Vila Velha=29100-29129; Serra=29160-29184; Cachoeiro de Itapemirim=29300-29329; Linhares=29900-29919; Colatina=29700-29719
Minas Gerais: Belo Horizonte=30000-31999/32000-34999; Contagem=32000-32399; Uberlândia=38400-38414/38000-38999; Juiz de Fora=36000-36109/36000-36999; Betim=32600-32699; Montes Claros=39400-39409/39000-39999; Uberaba=38000-38109; Governador Valadares=35000-35109/35000-35999; Ipatinga=35160-35164; Sete Lagoas=35700-35704; Divinópolis=35500-35504; Poços de Caldas=37700-37719/37000-37999; Varginha=37000-37109
Bahia: Salvador=40000-42599/42600-44999; Feira de Santana=44000-44109; Vitória da Conquista=45000-45119/45000-45999; Itabuna=45600-45613; Camaçari=42800-42849; Barreiras=47800-47819/47000-47999; Ilhéus=45650-45669
Sergipe: 49000-49999
Pernambuco: Recife=50000-52999/53000-55999; Jaboatão dos Guararapes=54000-54599; Olinda=53000-53399; Paulista=53400-53449; Caruaru=55000-55119/55000-55999; Petrolina=56300-56354/56000-56999; Garanhuns=55290-55307
Alagoas: Maceió=57000-57099/57100-57999; Arapiraca=57300-57319
Paraíba: João Pessoa=58000-58099/58200-58999; Campina Grande=58400-58449
Rio Grande do Norte: Natal=59000-59139/59140-59999; Mossoró=59600-59649
Ceará: Fortaleza=60000-61599/61600-63999; Caucaia=61600-61669; Juazeiro do Norte=63000-63059/63000-63999; Sobral=62000-62119/62000-62999
Piauí: Teresina=64000-64099/64100-64999; Parnaíba=64200-64219
Maranhão: São Luís=65000-65099/65110-65999; Imperatriz=65900-65929
Pará: Belém=66000-66999/67000-68899; Ananindeua=67000-67199; Santarém=68000-68109; Marabá=68500-68514
Amapá: 68900-68999
Amazonas: Manaus=69000-69099/69100-69299
Roraima: 69300-69339
Acre: 69900-69999
Federal District: Brasília=70000-71999; Planaltina=73300-73389
Goiás: Goiânia=74000-74899/75000-76799; Aparecida de Goiânia=74900-74999; Anápolis=75000-75149; Rio Verde=75900-75919; Luziânia=72800-72859
Rondônia: 76800-76999
Tocantins: 77000-77999
Mato Grosso: Cuiabá=78000-78099/78110-78899; Várzea Grande=78110-78169; Rondonópolis=78700-78769
Mato Grosso do Sul: Campo Grande=79000-79129/79130-79999; Dourados=79800-79849
Paraná: Curitiba=80000-82999/83000-83999; Londrina=86000-86109/86000-86999; Maringá=87000-87109/87000-87999; Foz do Iguaçu=85850-85871/85000-85999; Ponta Grossa=84000-84109/84000-84999; Cascavel=85800-85824/85000-85999
Santa Catarina: Florianópolis=88000-88099/88100-88499; Joinville=89200-89239/89200-89299; Blumenau=89000-89099/89000-89199; São José=88100-88123; Lages=88500-88549/88500-88599; Criciúma=88800-88819/88700-88999; Chapecó=89800-89816/89500-89899; Itajaí=88300-88319
Rio Grande do Sul: Porto Alegre=90000-91999/92000-95999; Caxias do Sul=95000-95124/95000-95999; Canoas=92000-92449; Pelotas=96000-96119/96000-96999; Viamão=94400-94799; Novo Hamburgo=93300-93599; Santa Maria=97000-97119/97000-97999; Passo Fundo=99000-99119/98000-99999; Rio Grande=96200-96229
`;
