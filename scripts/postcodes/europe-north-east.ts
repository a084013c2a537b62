/**
 * Postcode areas of Northern and Eastern Europe, from the public postal plans; `regions.ts` explains the notation.
 */
export const NORTHERN_AND_EASTERN_EUROPE = `
SE N## ##
Stockholm: Stockholm=111-129/13 14 17 18 19; Sollentuna=191-192; Huddinge=141; Haninge=136; Södertälje=151-152; Solna=169-171; Täby=183; Lidingö=181
Uppsala: Uppsala=752-757; Enköping=745-746
Södermanland: Eskilstuna=631-635; Nyköping=611; Katrineholm=641
Östergötland: Linköping=581-589; Norrköping=602-603; Motala=591
Jönköping: Jönköping=551-556; Huskvarna=561; Värnamo=331; Nässjö=571
Kronoberg: Växjö=351-352; Ljungby=341
Kalmar: Kalmar=391-394; Västervik=593
Gotland: 621
Blekinge: Karlskrona=371; Karlshamn=374
Skåne: Malmö=211-218/21 23; Helsingborg=251-256/25 26; Lund=222-227/22 24; Kristianstad=291/29 28; Landskrona=261; Trelleborg=231
Halland: Halmstad=302; Varberg=432; Falkenberg=311; Kungsbacka=434
Västra Götaland: Göteborg=411-418/42 43 44; Borås=501-507; Mölndal=431; Trollhättan=461; Skövde=541; Uddevalla=451; Lidköping=531
Värmland: Karlstad=651-656; Kristinehamn=681
Örebro: Örebro=701-703; Karlskoga=691; Kumla=692
Västmanland: Västerås=721-724; Köping=731
Dalarna: Borlänge=781-784; Falun=791; Ludvika=771
Gävleborg: Gävle=802-806; Sandviken=811; Hudiksvall=824
Västernorrland: Sundsvall=852-857; Örnsköldsvik=891; Härnösand=871
Jämtland: 831
Västerbotten: Umeå=901-907; Skellefteå=931
Norrbotten: Luleå=971-977; Piteå=941; Kiruna=981; Boden=961

DK N###
Capital Region: Copenhagen=1050-1799 2100 2150 2200 2300 2400 2450/26 27 28 29 30 34; Frederiksberg=1800-1999 2000; Hvidovre=2650; Ballerup=2750; Charlottenlund=2920; Hørsholm=2970; Helsingør=3000; Hillerød=3400
Zealand: Greve=2670; Roskilde=4000; Næstved=4700; Køge=4600; Slagelse=4200; Holbæk=4300
South Denmark: Odense=5000 5200 5210 5220 5230 5240 5250 5260 5270/52; Esbjerg=6700 6705 6710 6715; Kolding=6000; Vejle=7100; Fredericia=7000; Svendborg=5700; Sønderborg=6400; Haderslev=6100
Central Jutland: Århus=8000 8200 8210 8220 8230 8240 8250 8260 8270/82; Horsens=8700; Randers=8900 8920 8930 8940 8960; Herning=7400; Silkeborg=8600; Viborg=8800; Skive=7800
North Denmark: Aalborg=9000 9200 9210 9220/92; Hjørring=9800; Frederikshavn=9900; Nørresundby=9400

NO ####
Oslo: 0150-0194 0250-0288 0350-0383 0450-0496 0550-0598 0650-0694
Akershus: Asker=1383-1396
Buskerud: Drammen=3012-3048; Kongsberg=3611-3617
Møre og Romsdal: Ålesund=6002-6020; Molde=6411-6419; Kristiansund=6507-6518
Nordland: Bodø=8003-8029; Mo i Rana=8610-8622
Østfold: Fredrikstad=1604-1639; Sarpsborg=1704-1727; Moss=1511-1539; Halden=1763-1792
Rogaland: Stavanger=4005-4029; Sandnes=4306-4330; Haugesund=5515-5538
Telemark: Skien=3710-3748; Porsgrunn=3911-3949
Troms: Tromsø=9006-9024; Harstad=9402-9411
Vestfold: Sandefjord=3208-3246; Tønsberg=3110-3128; Larvik=3256-3270; Horten=3181-3194
Trøndelag: Trondheim=7010-7058; Steinkjer=7713-7724
Innlandet: Hamar=2315-2325; Lillehammer=2609-2624; Gjøvik=2815-2827
Agder: Kristiansand=4608-4638; Arendal=4836-4849
Vestland: Bergen=5003-5018 5031-5045 5052-5072; Askøy=5300-5307

FI ####0
Uusimaa: Helsinki=0010-0099; Espoo=0210-0298; Vantaa=0120-0177; Porvoo=0610-0650; Hyvinge=0580-0595; Järvenpää=0440-0448; Kerava=0420-0426; Lohja=0810-0880; Kirkkonummi=0240-0247
Southwest Finland: Turku=2010-2090; Salo=2410-2428; Raisio=2120-2128; Kaarina=2078; Uusikaupunki=2350-2360; Väståboland=2160
Satakunta: Pori=2810-2890; Rauma=2610-2691
Kanta-Häme: Hämeenlinna=1310-1388; Riihimäki=1110-1191; Forssa=3010-3042; Janakkala=1420
Pirkanmaa: Tampere=3310-3396; Nokia=3710-3720; Kangasala=3620; Ylöjärvi=3347; Valkeakoski=3760-3770; Lempäälä=3750
Paijat-Hame: Lahti=1510-1595; Heinola=1810-1820; Hollola=1587
Kymenlaakso: Kotka=4810-4891; Kouvola=4510-4591; Karhula=4860; Hamina=4940-4946
South Karelia: Lappeenranta=5310-5395; Imatra=5510-5591
South Savo: Mikkeli=5010-5097; Savonlinna=5710-5771
North Savo: Kuopio=7010-7091; Iisalmi=7410-7451; Varkaus=7820-7888; Siilinjärvi=7180
North Karelia: 8010-8091
Central Finland: Jyväskylä=4010-4095; Laukaa=4134; Jämsä=4210
South Ostrobothnia: 6010-6080
Ostrobothnia: Vaasa=6510-6541; Jakobstad=6860-6862; Korsholm=6561
Central Ostrobothnia: 6710-6790
North Ostrobothnia: Oulu=9010-9091; Raahe=9210-9218; Kuusamo=9360; Haukipudas=9083
Kainuu: 8710-8797
Lapland: Rovaniemi=9610-9696; Kemi=9410-9490; Tornio=9540-9546

PL ##-###
Mazovia: Warsaw=00-04/05; Mokotów=02; Praga Południe=03 04; Ursynów=02; Wola=01; Radom=26; Płock=09; Siedlce=08; Ostrołęka=07; Ciechanów=06; Mińsk Mazowiecki=05; Pruszków=05; Legionowo=05
Lower Silesia: Wrocław=50-54/55; Wałbrzych=58; Legnica=59; Jelenia Góra=58; Świdnica=58; Oleśnica=56; Kłodzko=57; Głogów=67
Kujawsko-Pomorskie: Bydgoszcz=85/86; Toruń=87; Włocławek=87; Grudziądz=86; Inowrocław=88; Fordon=85
Łódź: Łódź=90-94/95; Piotrków Trybunalski=97; Sieradz=98; Skierniewice=96; Kutno=99; Pabianice=95; Zgierz=95; Tomaszów Mazowiecki=97; Bełchatów=97
Lublin: Lublin=20/21; Chełm=22; Zamość=22; Biała Podlaska=21; Puławy=24; Kraśnik=23
Lubusz: Gorzów Wielkopolski=66; Zielona Góra=65/66; Żary=68; Nowa Sól=67; Żagań=68; Świebodzin=66
Lesser Poland: Kraków=30-31/32; Tarnów=33; Nowy Sącz=33; Zakopane=34; Oświęcim=32; Nowy Targ=34
Opole: Opole=45/46; Kędzierzyn-Koźle=47; Nysa=48; Brzeg=49; Kluczbork=46; Prudnik=48
Subcarpathia: Rzeszów=35/36; Przemyśl=37; Stalowa Wola=37; Mielec=39; Tarnobrzeg=39; Krosno=38; Dębica=39; Jarosław=37; Sanok=38
Podlasie: Białystok=15/16; Suwałki=16; Łomża=18; Augustów=16; Bielsk Podlaski=17; Zambrów=18
Pomerania: Gdańsk=80/83; Gdynia=81; Słupsk=76; Tczew=83; Starogard Gdański=83; Wejherowo=84; Chojnice=89; Malbork=82; Lębork=84
Silesia: Katowice=40/41; Częstochowa=42; Sosnowiec=41; Gliwice=44; Zabrze=41; Bytom=41; Rybnik=44; Tychy=43; Racibórz=47
Świętokrzyskie: Kielce=25/26; Ostrowiec Świętokrzyski=27; Starachowice=27; Skarżysko-Kamienna=26; Sandomierz=27; Końskie=26
Warmia-Masuria: Olsztyn=10/11; Elbląg=82; Ełk=19; Ostróda=14; Iława=14; Giżycko=11; Działdowo=13
Greater Poland: Poznań=60-61/62; Kalisz=62; Konin=62; Piła=64; Ostrów Wielkopolski=63; Gniezno=62; Leszno=64
West Pomerania: Szczecin=70-71/72; Koszalin=75; Stargard=73; Kołobrzeg=78; Świnoujście=72; Szczecinek=78

CZ N## ##
Prague: 110 120 130 140-149 150-159 160-169 170 181-199
Central Bohemia: Kladno=272; Mladá Boleslav=293; Příbram=261; Kolín=280; Kutná Hora=284; Mělník=276; Beroun=266; Slaný=274; Benešov=256
South Bohemian Region: České Budějovice=370; Tábor=390; Písek=397; Strakonice=386; Jindřichův Hradec=377
Plzeň Region: Pilsen=301 312 318 326; Klatovy=339
Carlsbad Region: Karlovy Vary=360; Cheb=350; Sokolov=356; Ostrov=363
Ústí nad Labem Region: Ústí nad Labem=400 403; Most=434; Děčín=405; Teplice=415; Chomutov=430; Litvínov=436; Litoměřice=412; Jirkov=431; Kadaň=432; Žatec=438; Louny=440; Varnsdorf=407
Liberec Region: Liberec=460 463; Jablonec nad Nisou=466; Česká Lípa=470
Hradec Králové Region: Hradec Králové=500 503; Trutnov=541; Náchod=547; Jičín=506; Dvůr Králové nad Labem=544
Pardubice Region: Pardubice=530; Chrudim=537; Svitavy=568; Česká Třebová=560; Ústí nad Orlicí=562
Vysocina: Jihlava=586; Třebíč=674; Havlíčkův Brod=580; Žďár nad Sázavou=591; Pelhřimov=393
South Moravian: Brno=602 603 612-628 634-644; Znojmo=669; Hodonín=695; Břeclav=690; Vyškov=682; Blansko=678
Olomouc Region: Olomouc=779; Prostějov=796; Přerov=750; Šumperk=787; Hranice=753
Moravian-Silesian Region: Ostrava=700 702 703 708-711; Havířov=736; Karviná=733-735; Opava=746-747; Frýdek-Místek=738; Třinec=739; Nový Jičín=741; Orlová=735; Krnov=794; Český Těšín=737; Bohumín=735; Kopřivnice=742; Bruntál=792
Zlín: Zlín=760 763; Kroměříž=767; Vsetín=755; Valašské Meziříčí=757; Uherské Hradiště=686; Otrokovice=765

SK ### ##
Bratislava Region: Bratislava=811 821 831 841 851; Pezinok=902; Malacky=901
Trnava Region: Trnava=917; Piešťany=921; Hlohovec=920; Dunajská Streda=929; Senica=905; Galanta=924
Trenčín Region: Trenčín=911; Prievidza=971; Považská Bystrica=017; Dubnica nad Váhom=018; Partizánske=958; Nové Mesto nad Váhom=915; Bánovce nad Bebravou=957; Púchov=020; Handlová=972
Nitra Region: Nitra=949; Nové Zámky=940; Levice=934; Komárno=945; Šaľa=927; Zlaté Moravce=953
Žilina Region: Žilina=010; Martin=036; Liptovský Mikuláš=031; Ružomberok=034; Čadca=022; Dolný Kubín=026
Banská Bystrica Region: Banská Bystrica=974; Zvolen=960; Lučenec=984; Rimavská Sobota=979; Brezno=977; Žiar nad Hronom=965
Prešov Region: Prešov=080; Poprad=058; Humenné=066; Bardejov=085; Vranov nad Topľou=093; Snina=069
Košice Region: Košice=040; Michalovce=071; Spišská Nová Ves=052; Trebišov=075; Rožňava=048

HU N###
Budapest: 1011-1016 1021-1029 1031-1039 1041-1048 1051-1056 1061-1068 1071-1078 1081-1089 1091-1098 1101-1108 1111-1119 1121-1126 1131-1139 1141-1149
Bács-Kiskun: Kecskemét=6000; Baja=6500; Kiskunfélegyháza=6100; Kiskunhalas=6400; Kalocsa=6300; Kiskőrös=6200
Baranya: Pécs=7621-7636; Komló=7300; Mohács=7700
Bekes County: Békéscsaba=5600; Gyula=5700; Orosháza=5900; Békés=5630; Szarvas=5540; Gyomaendrőd=5500
Borsod-Abaúj-Zemplén: Miskolc=3508 3515-3535; Ózd=3600; Kazincbarcika=3700; Sátoraljaújhely=3980; Mezőkövesd=3400; Tiszaújváros=3580
Csongrád: Szeged=6720-6729; Hódmezővásárhely=6800; Makó=6900; Csongrád=6640
Fejér: Székesfehérvár=8000; Dunaújváros=2400
Győr-Moson-Sopron: Győr=9021-9030; Sopron=9400; Mosonmagyaróvár=9200
Hajdú-Bihar: Debrecen=4024-4034; Hajdúböszörmény=4220; Hajdúszoboszló=4200; Hajdúnánás=4080; Balmazújváros=4060; Berettyóújfalu=4100
Heves County: Eger=3300; Gyöngyös=3200; Hatvan=3000; Parádsasvár=3242
Komárom-Esztergom: Tatabánya=2800; Esztergom=2500; Tata=2890; Oroszlány=2840; Komárom=2900
Nógrád: Salgótarján=3100; Balassagyarmat=2660
Pest County: Érd=2030; Cegléd=2700; Vác=2600; Gödöllő=2100; Dunakeszi=2120; Nagykőrös=2750; Budaörs=2040; Szentendre=2000; Monor=2200
Somogy County: Kaposvár=7400; Siófok=8600
Szabolcs-Szatmár-Bereg: Nyíregyháza=4400; Mátészalka=4700; Kisvárda=4600
Jász-Nagykun-Szolnok: Szolnok=5000; Jászberény=5100; Törökszentmiklós=5200; Karcag=5300; Mezőtúr=5400
Tolna County: Szekszárd=7100; Dombóvár=7200; Paks=7030
Vas County: Szombathely=9700; Sárvár=9600
Veszprém: Veszprém=8200; Pápa=8500; Ajka=8400; Várpalota=8100; Tapolca=8300
Zala County: Zalaegerszeg=8900; Nagykanizsa=8800; Keszthely=8360

RO ######
Bucharest: 01-06
Ilfov: 07
Alba County: 51
Arad County: 31
Arges: 11
Bacău County: 60
Bihor County: 41
Bistrița-Năsăud County: 42
Botoșani County: 71
Brăila County: 81
Brașov County: 50
Buzău County: 12
Caraș-Severin County: 32
Călărași County: 91
Cluj County: 40
Constanța County: 90
Covasna County: 52
Dâmbovița County: 13
Dolj: 20
Galați County: 80
Giurgiu County: 08
Gorj County: 21
Harghita County: 53
Hunedoara County: 33
Ialomița County: 92
Iași County: 70
Maramureş: 43
Mehedinți County: 22
Mureș County: 54
Neamț County: 61
Olt: 23
Prahova: 10
Sălaj County: 45
Satu Mare County: 44
Sibiu County: 55
Suceava: 72
Teleorman County: 14
Timiș County: 30
Tulcea County: 82
Vaslui County: 73
Vâlcea County: 24
Vrancea: 62

UA #####
Kyiv City: 01-06
Kyiv Oblast: 07-09
Zhytomyr Oblast: 10-13
Chernihiv Oblast: 14-17
Cherkasy: 18-20
Vinnytsia: 21-24
Kirovohrad: 25-28
Khmelnytskyi: 29-32
Rivne Oblast: 33-35
Poltava: 36-39
Sumy: 40-42
Volyn: 43-45
Ternopil: 46-48
Dnipropetrovsk: 49-53
Mykolaiv: 54-57
Chernivtsi: 58-60
Kharkiv: 61-64
Odesa: 65-68
Zaporizhzhia: 69-72
Kherson: 73-75
Ivano-Frankivsk: 76-78
Lviv: 79-82
Donetsk: 83-87
Zakarpattia: 88-90
Luhansk: 91-94
Crimea: 95-98
Sevastopol City: 99
`;
