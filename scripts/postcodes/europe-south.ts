/**
 * Postcode areas of France and Southern Europe, from the public postal plans; `regions.ts` explains the notation.
 */
export const SOUTHERN_EUROPE = `
FR ###00
Île-de-France: Paris=75001-75020/92 93 94; Boulogne-Billancourt=92100/92; Nanterre=92000/92; Argenteuil=95100/95; Saint-Denis=93200 93210/93; Bobigny=93000/93; Montreuil=93100/93; Créteil=94000/94; Vitry-sur-Seine=94400/94; Versailles=78000/78; Saint-Quentin-en-Yvelines=78180 78280 78310/78; Poissy=78300/78; Mantes-la-Jolie=78200/78; Cergy-Pontoise=95000 95300 95800/95; Sarcelles=95200/95; Aulnay-sous-Bois=93600/93; Évry=91000/91; Massy=91300/91; Corbeil-Essonnes=91100/91; Melun=77000/77; Meaux=77100/77; Chelles=77500/77; Fontainebleau=77300/77; Antony=92160/92; Colombes=92700/92; Courbevoie=92400/92; Rueil-Malmaison=92500/92; Noisy-le-Grand=93160/93; Champigny-sur-Marne=94500/94; Choisy-le-Roi=94600/94; Palaiseau=91120/91; Savigny-sur-Orge=91600/91; Étampes=91150/91; Rambouillet=78120/78
Centre-Val de Loire: Tours=37000 37100 37200/37; Orléans=45000 45100/45; Bourges=18000/18; Blois=41000/41; Châteauroux=36000/36; Chartres=28000/28; Dreux=28100/28; Vierzon=18100/18; Montargis=45200/45; Vendôme=41100/41
Bourgogne-Franche-Comté: Dijon=21000/21; Besançon=25000/25; Belfort=90000/90; Chalon-sur-Saône=71100/71; Nevers=58000/58; Auxerre=89000/89; Mâcon=71000/71; Montbéliard=25200/25; Dole=39100/39; Lons-le-Saunier=39000/39; Vesoul=70000/70; Sens=89100/89; Le Creusot=71200/71; Beaune=21200/21
Normandy: Le Havre=76600 76610 76620/76; Rouen=76000 76100/76; Caen=14000/14; Évreux=27000/27; Dieppe=76200/76; Alençon=61000/61; Cherbourg-Octeville=50100 50130/50; Saint-Lô=50000/50; Lisieux=14100/14; Vernon=27200/27; Flers=61100/61; Argentan=61200/61; Louviers=27400/27; Elbeuf=76500/76; Fécamp=76400/76; Bayeux=14400/14; Équeurdreville-Hainneville=50120/50; Tourlaville=50110/50; Octeville=50130/50
Hauts-de-France: Lille=59000 59160 59260 59777 59800/59; Amiens=80000 80080 80090/80; Roubaix=59100/59; Tourcoing=59200/59; Calais=62100/62; Dunkerque=59140 59240 59640/59; Villeneuve-d'Ascq=59491 59493 59650/59; Saint-Quentin=02100/02; Beauvais=60000/60; Arras=62000/62; Boulogne-sur-Mer=62200/62; Douai=59500/59; Valenciennes=59300/59; Compiègne=60200/60; Lens=62300/62; Cambrai=59400/59; Maubeuge=59600/59; Creil=60100/60; Béthune=62400/62; Soissons=02200/02; Laon=02000/02; Abbeville=80100/80; Hazebrouck=59190/59; Hénin-Beaumont=62110/62; Liévin=62800/62; Senlis=60300/60; Armentières=59280/59
Grand Est: Strasbourg=67000 67100 67200/67; Reims=51100/51; Metz=57000 57050 57070/57; Mulhouse=68100 68200/68; Nancy=54000 54100/54; Colmar=68000/68; Troyes=10000/10; Charleville-Mézières=08000/08; Châlons-en-Champagne=51000/51; Thionville=57100/57; Épinal=88000/88; Haguenau=67500/67; Saint-Dizier=52100/52; Chaumont=52000/52; Épernay=51200/51; Saint-Dié-des-Vosges=88100/88; Sarreguemines=57200/57; Verdun=55100/55; Lunéville=54300/54; Forbach=57600/57; Saint-Louis=68300/68; Sedan=08200/08; Sélestat=67600/67; Bar-le-Duc=55000/55; Toul=54200/54; Vitry-le-François=51300/51; Pont-à-Mousson=54700/54
Pays de la Loire: Nantes=44000 44100 44200 44300/44; Angers=49000 49100/49; Le Mans=72000 72100/72; Saint-Nazaire=44600/44; La Roche-sur-Yon=85000/85; Cholet=49300/49; Laval=53000/53; Saumur=49400/49; Les Sables-d'Olonne=85100/85
Brittany: Rennes=35000 35200 35700/35; Brest=29200/29; Quimper=29000/29; Lorient=56100/56; Vannes=56000/56; Saint-Brieuc=22000/22; Saint-Malo=35400/35; Fougères=35300/35; Lannion=22300/22
New Aquitaine: Bordeaux=33000 33100 33200 33300 33800/33; Limoges=87000 87100 87280/87; Poitiers=86000/86; Pau=64000/64; La Rochelle=17000/17; Niort=79000/79; Brive-la-Gaillarde=19100/19; Angoulême=16000/16; Bayonne=64100/64; Châtellerault=86100/86; Mont-de-Marsan=40000/40; Périgueux=24000/24; Agen=47000/47; Biarritz=64200/64; Saintes=17100/17; Rochefort=17300/17; Bergerac=24100/24; La Teste-de-Buch=33260/33; Villeneuve-sur-Lot=47300/47; Libourne=33500/33; Dax=40100/40; Cognac=16100/16; Bressuire=79300/79; Marmande=47200/47; Royan=17200/17; Tulle=19000/19; Guéret=23000/23
Occitanie: Toulouse=31000 31100 31200 31300 31400 31500/31; Montpellier=34000 34070 34080 34090/34; Nîmes=30000 30900/30; Perpignan=66000 66100/66; Béziers=34500/34; Montauban=82000/82; Albi=81000/81; Tarbes=65000/65; Narbonne=11100/11; Carcassonne=11000/11; Castres=81100/81; Alès=30100/30; Sète=34200/34; Rodez=12000/12; Lunel=34400/34; Auch=32000/32; Muret=31600/31; Cahors=46000/46; Millau=12100/12; Agde=34300/34; Bagnols-sur-Cèze=30200/30; Pamiers=09100/09; Lourdes=65100/65
Auvergne-Rhône-Alpes: Lyon=69001-69009/69; Saint-Étienne=42000 42100/42; Grenoble=38000 38100/38; Clermont-Ferrand=63000 63100/63; Villeurbanne=69100/69; Valence=26000/26; Chambéry=73000/73; Annecy=74000/74; Bourg-en-Bresse=01000/01; Montluçon=03100/03; Roanne=42300/42; Saint-Chamond=42400/42; Montélimar=26200/26; Romans-sur-Isère=26100/26; Aurillac=15000/15; Villefranche-sur-Saône=69400/69; Vienne=38200/38; Thonon-les-Bains=74200/74; Annemasse=74100/74; Aix-les-Bains=73100/73; Vichy=03200/03; Oyonnax=01100/01; Bourgoin-Jallieu=38300/38; Moulins=03000/03; Le Puy-en-Velay=43000/43; Voiron=38500/38; Riom=63200/63; Cluses=74300/74
Provence-Alpes-Côte d'Azur: Marseille=13001-13016/13; Nice=06000 06100 06200 06300/06; Toulon=83000 83100 83200/83; Aix-en-Provence=13080 13090 13100/13; Avignon=84000 84140/84; Antibes=06160 06600/06; Cannes=06400/06; Fréjus=83370 83600/83; Arles=13200/13; Draguignan=83300/83; Gap=05000/05; Manosque=04100/04; Orange=84100/84; Carpentras=84200/84; Salon-de-Provence=13300/13; Brignoles=83170/83; Cavaillon=84300/84
Corsica: Ajaccio=20000 20090 20167/201; Bastia=20200 20600/202

ES #####
Madrid: Madrid=28001-28055/280 281 282 283 284 285 286 287 288 289; Ciudad Lineal=28017 28027 28037/280; Móstoles=28931-28938/289; Alcalá de Henares=28801-28807/288; Fuenlabrada=28941-28947/289; Leganés=28911-28919/289; Getafe=28901-28909/289; Alcorcón=28921-28925/289
Catalonia: Barcelona=08001-08042/080 081 082 083 084 087 088 089; Tarragona=43001-43008/430 431 432 433 434 435 437 438 439; Lleida=25001-25008/251 252 253 256 257; Girona=17001-17007/171 172 173 174 175 178; Reus=43201-43206/432; L'Hospitalet de Llobregat=08901-08908/089; Badalona=08911-08918/089; Terrassa=08221-08228/082; Sabadell=08201-08208/082; Figueres=17600/176; Tortosa=43500/435; Manresa=08240-08243/082; Mataró=08301-08304/083
Andalusia: Sevilla=41001-41020/410 411 412 413 414 415 416 417 418 419; Málaga=29001-29018/290 291 295 297; Córdoba=14001-14014/141 145 148 149; Granada=18001-18016/181 182 183 185 186; Jerez de la Frontera=11401-11408/114; Almería=04001-04009/041 046 047; Huelva=21001-21007/211 214 216 217; Jaén=23001-23009/231 234 235 236 237; Cadiz=11001-11012/111 112 113 115; Algeciras=11201-11207/112; Marbella=29601-29604/296; Linares=23700/237; El Ejido=04700/047; Motril=18600/186; Ronda=29400/294
Valencia: Valencia=46001-46026/461 462 463 464 465 466 467 468 469; Alicante=03001-03016/031 035 036; Elche=03201-03208/032; Castelló de la Plana=12001-12006/121 125 126; Torrevieja=03181-03188/031; Orihuela=03300/033; Gandia=46700-46702/467; Alcoy=03801-03804/038; Vila-real=12540/125; Benidorm=03501-03503/035
Basque Country: Bilbao=48001-48015/481 482 483 484 485 489; Gasteiz=01001-01015/011 012 013 014; Donostia=20001-20018/201 202 203 205 207 208; Barakaldo=48901-48903/489; Getxo=48930 48991-48993/489; Irun=20301-20305/203; Eibar=20600/206
Galicia: Vigo=36201-36216/362 363 366 367 368; A Coruña=15001-15011/151 152 153 156 157; Ourense=32001-32005/321 326 328; Lugo=27001-27004/271 274 277 278; Santiago de Compostela=15701-15707/158; Pontevedra=36001-36005/361; Ferrol=15401-15406/154
Castile and León: Valladolid=47001-47017/471 472 473 474; Burgos=09001-09007/091 092 094; Salamanca=37001-37008/371 373 377; León=24001-24010/241 242 243; Palencia=34001-34005/341 344; Ponferrada=24400-24404/244; Zamora=49001-49028/491 496 498; Ávila=05001-05005/051 052 054; Segovia=40001-40006/401 402 403; Soria=42001-42005/421 422 423; Miranda de Ebro=09200/092; Aranda de Duero=09400/094
Castilla-La Mancha: Albacete=02001-02008/021 022 026; Talavera de la Reina=45600/456; Guadalajara=19001-19005/191 192 193; Toledo=45001-45009/451 452 453 455; Ciudad Real=13001-13005/131 132 133 134 137; Cuenca=16001-16004/161 162 164; Puertollano=13500/135; Hellín=02400/024; Azuqueca de Henares=19200/192
Aragon: Zaragoza=50001-50018/501 502 503 504 505 507 508; Huesca=22001-22006/221 222 223 224; Teruel=44001-44003/441 442 445 446; Ejea de los Caballeros=50600/506; Calatayud=50300/503
Balearic Islands: Palma=07001-07015/071 072 073 074 075 076; Ibiza=07800/078; Maó=07701-07703/077; Manacor=07500/075; Ciutadella=07760/077
Canary Islands: Las Palmas de Gran Canaria=35001-35019/351 352 353 354; Santa Cruz de Tenerife=38001-38010/381 382 383 384; La Laguna=38201-38208/382; Telde=35200-35219/352; Arona=38640/386; Arrecife=35500/355; Puerto del Rosario=35600/356; Los Llanos de Aridane=38760/387
Murcia: Murcia=30001-30012/301 305 306; Cartagena=30201-30205/302 303; Lorca=30800/308; Molina de Segura=30500/305; Águilas=30880/308
Extremadura: Badajoz=06001-06012/061 062 063; Cáceres=10001-10005/101 102 103; Mérida=06800/068; Plasencia=10600/106; Don Benito=06400/064
Navarre: Pamplona=31001-31016/311 312 314 316; Tudela=31500/315; Iturrama=31007 31008/310; Primer Ensanche=31001-31002/310; Segundo Ensanche=31003-31005/310
Asturias: Gijón=33201-33213/332; Oviedo=33001-33013/331 334 335; Avilés=33400-33403/334; Natahoyo=33212/332
Cantabria: Santander=39001-39012/391 396 397; Torrelavega=39300/393
La Rioja: Logroño=26001-26009/261 263; Calahorra=26500/265
Ceuta: 51001-51005
Melilla: 52001-52006

IT #####
Lombardy: Milan=20121-20162/200; Monza=20900/208; Bergamo=24121-24129/240; Brescia=25121-25136/250; Como=22100/220; Varese=21100/210; Busto Arsizio=21052/210; Pavia=27100/270; Cremona=26100/260; Mantova=46100/460; Lecco=23900/238; Lodi=26900/268; Sondrio=23100/230; Gallarate=21013/210; Vigevano=27029/270; Seregno=20831/208; Treviglio=24047/240; Cantù=22063/220
Piedmont: Turin=10121-10156/100; Novara=28100/280; Alessandria=15121-15122/150; Asti=14100/140; Cuneo=12100/120; Biella=13900/138; Vercelli=13100/130; Casale Monferrato=15033/150; Alba=12051/120; Pinerolo=10064/100; Verbania=28922/288
Aosta Valley: 11100
Liguria: Genoa=16121-16167/160; La Spezia=19121-19126/190; Savona=17100/170; Imperia=18100/180; San Remo=18038/180
Veneto: Venice=30121-30135/300; Mestre=30171-30175/300; Verona=37121-37142/370; Padova=35121-35143/350; Vicenza=36100/360; Treviso=31100/310; Rovigo=45100/450; Belluno=32100/320; Chioggia=30015/300
Friuli Venezia Giulia: Trieste=34121-34151/340; Udine=33100/330; Pordenone=33170/330; Gorizia=34170/340
Trentino-Alto Adige: Bolzano=39100/390; Trento=38121-38123/380; Rovereto=38068/380; Merano=39012/390; Bressanone=39042/390
Emilia-Romagna: Bologna=40121-40141/400; Modena=41121-41126/410; Parma=43121-43126/430; Reggio nell'Emilia=42121-42124/420; Rimini=47921-47924/478; Forlì=47121-47122/470; Ferrara=44121-44124/440; Ravenna=48121-48125/480; Piacenza=29121-29122/290; Cesena=47521-47522/470; Imola=40026/400; Faenza=48018/480; Riccione=47838/478
Tuscany: Florence=50121-50145/500; Prato=59100/590; Livorno=57121-57128/570; Lucca=55100/550; Pisa=56121-56128/560; Arezzo=52100/520; Grosseto=58100/580; Siena=53100/530; Pistoia=51100/510; Massa=54100/540; Carrara=54033/540; Viareggio=55049/550; Empoli=50053/500; Piombino=57025/570
Umbria: Perugia=06121-06135/060; Terni=05100/050; Foligno=06034/060; Spoleto=06049/060
The Marches: Ancona=60121-60131/600; Pesaro=61121-61122/610; San Benedetto del Tronto=63074/630; Ascoli Piceno=63100/630; Civitanova Marche=62012/620; Fano=61032/610; Macerata=62100/620; Fermo=63900/638
Lazio: Rome=00118-00199/000; Acilia-Castel Fusano-Ostia Antica=00125 00126/001; Lido di Ostia=00121-00122/001; Latina=04100/040; Viterbo=01100/010; Frosinone=03100/030; Rieti=02100/020; Aprilia=04011/040; Cassino=03043/030; Civitavecchia=00053/000; Velletri=00049/000; Formia=04023/040
Abruzzo: Pescara=65121-65129/650; Chieti=66100/660; Avezzano=67051/670; Teramo=64100/640; L'Aquila=67100/670; Lanciano=66034/660; Vasto=66054/660; Sulmona=67039/670
Molise: Campobasso=86100/860; Termoli=86039/860; Isernia=86170/860
Campania: Naples=80121-80147/800; Salerno=84121-84135/840; Torre del Greco=80059/800; Giugliano in Campania=80014/800; Caserta=81100/810; Fuorigrotta=80124-80125/801; Benevento=82100/820; Avellino=83100/830; Aversa=81031/810; Battipaglia=84091/840
Apulia: Bari=70121-70132/700; Taranto=74121-74123/740; Foggia=71121-71122/710; Andria=76123/760; Barletta=76121/760; Lecce=73100/730; Brindisi=72100/720; Altamura=70022/700; Molfetta=70056/700; Cerignola=71042/710; Trani=76125/760
Basilicata: Potenza=85100/850; Matera=75100/750
Calabria: Reggio Calabria=89121-89135/890; Catanzaro=88100/880; Lamezia Terme=88046/880; Cosenza=87100/870; Crotone=88900/888; Vibo Valentia=89900/898
Sicily: Palermo=90121-90151/900; Catania=95121-95131/950; Messina=98121-98168/980; Siracusa=96100/960; Marsala=91025/910; Gela=93012/930; Ragusa=97100/970; Trapani=91100/910; Caltanissetta=93100/930; Agrigento=92100/920; Enna=94100/940; Bagheria=90011/900; Vittoria=97019/970; Modica=97015/970
Sardinia: Cagliari=09121-09134/090; Sassari=07100/070; Quartu Sant'Elena=09045/090; Olbia=07026/070; Nuoro=08100/080; Alghero=07041/070; Oristano=09170/090; Carbonia=09013/090

PT N###-###
Lisbon: Lisbon=1000-1998/26 27; Amadora=2650 2700 2720/27; Queluz=2745/27; Cacém=2735/27; Algueirão=2725/27; Loures=2670 2674/26; Odivelas=2675 2620/26; Cascais=2750/27; Oeiras=2780/27; Torres Vedras=2560/25
Setúbal: Setúbal=2900-2910/29; Amora=2845/28; Corroios=2855/28; Barreiro=2830-2835/28; Almada=2800-2805/28; Sesimbra=2970/29; Montijo=2870/28
Porto: Porto=4000 4050 4100 4150 4200 4250 4300 4350/44; Vila Nova de Gaia=4400 4405 4410 4415 4430/44; Felgueiras=4610/46; Rio Tinto=4435/44; Ermesinde=4445/44; Maia=4470 4475/44; Póvoa de Varzim=4490/44; Matosinhos=4450 4460/44; Gondomar=4420/44
Braga: Braga=4700-4719/47; Guimarães=4800-4839/48; Barcelos=4750 4755/47; Esposende=4740/47; Fafe=4820/48
Aveiro: Aveiro=3800 3810/38; Espinho=4500/45; São João da Madeira=3700/37; Ovar=3880/38; Ílhavo=3830/38; Feira=4520/45
Coimbra: Coimbra=3000 3020 3030 3040 3045/30; Figueira da Foz=3080/30
Leiria: Leiria=2400 2410 2415 2420/24; Marinha Grande=2430/24; Caldas da Rainha=2500/25; Pombal=3100/31; Alcobaça=2460/24; Peniche=2520/25
Faro: Faro=8000 8005/80; Portimão=8500/85; Olhão=8700/87; Loulé=8100/81; Lagos=8600/86
Santarém: Santarém=2000 2005/20; Monsanto=2395/23; Entroncamento=2330/23; Tomar=2300/23; Torres Novas=2350/23
Évora: 7000 7005
Beja: 7800
Viseu: 3500 3510 3515
Guarda: Guarda=6300/63
Castelo Branco: Castelo Branco=6000/60; Covilhã=6200/62
Portalegre: 7300
Bragança: 5300
Vila Real: Vila Real=5000/50; Chaves=5400/54
Viana do Castelo: Viana do Castelo=4900-4905 4925 4935/49; Ponte de Lima=4990/49; Arcos de Valdevez=4970/49; Monção=4950/49
Madeira: Funchal=9000 9004 9020 9050 9060/90; Câmara de Lobos=9300/93; Caniço=9125/91
Azores: 9500 9504

GR N## ##
Attica: Athens=104-106 111-118/12 13 14 15 16; Piraeus=185/18; Peristéri=121/12; Kallithéa=176/17; Acharnés=136/13; Níkaia=184/18; Glyfáda=165-166/16; Maroúsi=151/15; Kifisiá=145/14; Néa Smýrni=171/17; Aigáleo=122/12; Ílion=131/13
Central Macedonia: Thessaloníki=541-546/54 55 56; Sérres=621/62; Kateríni=601/60; Véroia=591/59; Kilkís=611/61; Giannitsá=581/58
East Macedonia and Thrace: Kavála=651-655/65; Alexandroupoli=681/68; Xánthi=671/67; Komotiní=691/69; Dráma=661/66
West Macedonia: Kozáni=501/50; Ptolemaḯda=502; Flórina=531
Thessaly: Lárisa=412-415/41; Volos=382-384/38; Tríkala=421; Kardítsa=431
Epirus: Ioánnina=452-455/45; Árta=471; Préveza=481
Ionian Islands: 491
West Greece: Pátra=262-264/26; Agrínio=301; Pýrgos=271; Aígio=251
Central Greece: Chalkída=341; Lamía=351; Thívai=322; Livadeiá=321
Peloponnese: Kalamata=241; Kórinthos=201; Trípoli=221; Árgos=212; Spárti=231
North Aegean: Mytilene=811; Chios=821
South Aegean: Ródos=851; Kos=853
Crete: Irákleion=712-716/71; Chaniá=731-735/73; Rethymno=741
`;
