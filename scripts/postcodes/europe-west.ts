/**
 * Postcode areas of Western Europe, from the public postal plans; `regions.ts` explains the notation.
 */
export const WESTERN_EUROPE = `
DE #####
Berlin: 10115-14199
Hamburg: 20095-21149 22041-22769
Bremen: Bremen=28195-28779/28 27; Bremerhaven=27568-27580/27
Schleswig-Holstein: Kiel=24103-24159/24; Lübeck=23552-23570/23; Flensburg=24937-24944/24; Neumünster=24534-24539/24; Norderstedt=22844-22851/22; Elmshorn=25335-25337/25; Husum=25813/25; Rendsburg=24768/24
Lower Saxony: Hannover=30159-30659/30 31; Braunschweig=38100-38126/38; Osnabrück=49074-49090/49; Oldenburg=26121-26135/26; Wolfsburg=38440-38448/38; Göttingen=37073-37085/37; Hildesheim=31134-31141/31; Wilhelmshaven=26382-26389/26; Celle=29221-29229/29; Lüneburg=21335-21339/21; Hameln=31785-31789/31; Emden=26721-26725/26; Delmenhorst=27749-27755/27; Cuxhaven=27472-27478/27; Stade=21680-21684/21; Lingen=49808-49811/49; Nordhorn=48527-48531/48; Uelzen=29525/29; Goslar=38640-38644/38
North Rhine-Westphalia: Köln=50667-51149/50 51; Düsseldorf=40210-40629/40; Dortmund=44135-44388/44; Essen=45127-45359/45; Duisburg=47051-47279/47; Bochum=44787-44894/44; Wuppertal=42103-42399/42; Bielefeld=33602-33739/33 32; Bonn=53111-53229/53; Münster=48143-48167/48; Gelsenkirchen=45879-45899/45; Mönchengladbach=41061-41239/41; Aachen=52062-52080/52; Krefeld=47798-47839/47; Oberhausen=46045-46149/46; Hagen=58089-58135/58; Hamm=59063-59077/59; Paderborn=33098-33106/33; Siegen=57072-57080/57; Minden=32423-32429/32; Recklinghausen=45657-45665/45; Leverkusen=51371-51381/51; Solingen=42651-42719/42; Neuss=41460-41472/41; Detmold=32756-32760/32; Düren=52349-52355/52; Arnsberg=59755-59823/59; Rheine=48429-48432/48; Bocholt=46395-46399/46; Iserlohn=58636-58644/58; Lüdenscheid=58507-58515/58
Hesse: Frankfurt am Main=60306-60599/60 61; Wiesbaden=65183-65207/65; Kassel=34117-34134/34; Darmstadt=64283-64297/64; Offenbach=63065-63075/63; Hanau am Main=63450-63457/63; Gießen=35390-35398/35; Marburg an der Lahn=35037-35043/35; Fulda=36037-36043/36; Wetzlar=35576-35586/35; Bad Hersfeld=36251/36
Rheinland-Pfalz: Mainz=55116-55131/55; Ludwigshafen am Rhein=67059-67071/67; Koblenz=56068-56077/56; Trier=54290-54296/54; Kaiserslautern=67655-67663/67; Worms=67547-67551/67; Bad Kreuznach=55543-55545/55; Pirmasens=66953-66955/66
Saarland: Saarbrücken=66111-66133/66; Neunkirchen=66538-66540/66
Baden-Württemberg: Stuttgart=70173-70629/70 71; Mannheim=68159-68309/68; Karlsruhe=76131-76229/76; Freiburg=79098-79117/79; Heidelberg=69115-69126/69; Heilbronn=74072-74081/74; Ulm=89073-89081/89; Pforzheim=75172-75181/75; Reutlingen=72760-72770/72; Tübingen=72070-72076/72; Konstanz=78462-78467/78; Offenburg=77652-77656/77; Ravensburg=88212-88214/88; Friedrichshafen=88045-88048/88; Göppingen=73033-73037/73; Esslingen=73728-73734/73; Aalen=73430-73434/73; Schwäbisch Hall=74523/74; Ludwigsburg=71634-71642/71; Sindelfingen=71063-71069/71; Villingen-Schwenningen=78048-78056/78; Baden-Baden=76530-76534/76; Lörrach=79539-79541/79; Bruchsal=76646/76; Sinsheim=74889/74
Bavaria: Munich=80331-81929/82 85; Nürnberg=90402-90491/90; Augsburg=86150-86199/86; Würzburg=97070-97084/97; Regensburg=93047-93059/93; Ingolstadt=85049-85057/85; Fürth=90762-90768/90; Erlangen=91052-91058/91; Bamberg=96047-96052/96; Bayreuth=95444-95448/95; Passau=94032-94036/94; Landshut=84028-84036/84; Rosenheim=83022-83026/83; Kempten=87435-87439/87; Aschaffenburg=63739-63743/63; Hof=95028-95032/95; Schweinfurt=97421-97424/97; Coburg=96450/96; Ansbach=91522/91; Straubing=94315/94; Weiden=92637/92; Amberg=92224/92; Neu-Ulm=89231-89233/89; Memmingen=87700/87; Lindau=88131/88; Garmisch-Partenkirchen=82467/82; Traunstein=83278/83; Deggendorf=94469/94; Freising=85354-85356/85; Donauwörth=86609/86
Brandenburg: Potsdam=14467-14482/14; Cottbus=03042-03055/03; Brandenburg an der Havel=14770-14776/14; Frankfurt=15230-15236/15; Eberswalde=16225-16227/16; Oranienburg=16515/16; Neuruppin=16816/16; Senftenberg=01968/01; Wittenberge=19322/19; Luckenwalde=14943/14; Königs Wusterhausen=15711/15
Mecklenburg-Vorpommern: Rostock=18055-18147/18; Schwerin=19053-19063/19; Neubrandenburg=17033-17036/17; Stralsund=18435-18439/18; Greifswald=17489-17493/17; Wismar=23966-23970/23; Güstrow=18273/18
Saxony: Leipzig=04103-04357/04; Dresden=01067-01328/01; Chemnitz=09111-09247/09; Zwickau=08056-08066/08; Plauen=08523-08529/08; Görlitz=02826-02828/02; Freiberg=09599/09; Bautzen=02625/02; Hoyerswerda=02977/02; Döbeln=04720/04
Saxony-Anhalt: Halle=06108-06132/06; Magdeburg=39104-39130/39; Dessau=06842-06849/06; Halberstadt=38820/38; Stendal=39576/39; Wittenberg=06886/06; Bernburg=06406/06; Wernigerode=38855/38; Halle Neustadt=06122-06126/06
Thuringia: Erfurt=99084-99099/99; Jena=07743-07751/07; Gera=07545-07557/07; Weimar=99423-99427/99; Gotha=99867/99; Nordhausen=99734/99; Suhl=98527-98529/98; Eisenach=99817/99; Altenburg=04600/04; Ilmenau=98693/98; Mühlhausen=99974/99; Saalfeld=07318/07; Meiningen=98617/98

NL N### @@
North Holland: Amsterdam=1011-1019 1051-1109/11; Haarlem=2011-2037/20; Zaanstad=1501-1509/15; Hoofddorp=2131-2135/21; Alkmaar=1811-1827/18; Hilversum=1211-1223/12; Purmerend=1441-1448/14; Hoorn=1621-1628/16; Den Helder=1781-1788/17; Amstelveen=1181-1188/11; Beverwijk=1941-1949/19
South Holland: Rotterdam=3011-3089/30; The Hague=2511-2597/25; Leiden=2311-2334/23; Dordrecht=3311-3329/33; Zoetermeer=2711-2729/27; Delft=2611-2629/26; Gouda=2801-2809/28; Schiedam=3111-3125/31; Spijkenisse=3201-3209/32; Alphen aan den Rijn=2401-2409/24; Vlaardingen=3131-3138/31; Gorinchem=4201-4208/42
Utrecht: Utrecht=3511-3585/35; Amersfoort=3811-3829/38; Nieuwegein=3431-3439/34; Veenendaal=3901-3907/39; Zeist=3701-3709/37; Woerden=3441-3449/34
North Brabant: Eindhoven=5611-5658/56; Tilburg=5011-5049/50; Breda=4811-4839/48; 's-Hertogenbosch=5211-5249/52; Roosendaal=4701-4708/47; Oss=5341-5349/53; Helmond=5701-5709/57; Bergen op Zoom=4611-4625/46; Waalwijk=5141-5146/51; Veghel=5461-5467/54; Oosterhout=4901-4908/49
Gelderland: Nijmegen=6511-6546/65; Arnhem=6811-6846/68; Apeldoorn=7311-7339/73; Ede=6711-6718/67; Doetinchem=7001-7009/70; Tiel=4001-4007/40; Zutphen=7201-7207/72; Harderwijk=3841-3849/38; Winterswijk=7101-7109/71; Barneveld=3771-3773/37
Limburg: Maastricht=6211-6229/62; Heerlen=6411-6422/64; Venlo=5911-5928/59; Kerkrade=6461-6469/64; Weert=6001-6006/60; Sittard=6131-6137/61; Roermond=6041-6049/60; Venray=5801-5804/58
Zeeland: Middelburg=4331-4339/43; Vlissingen=4381-4389/43; Goes=4461-4465/44; Terneuzen=4531-4538/45
Groningen: Groningen=9711-9747/97; Delfzijl=9931-9936/99; Veendam=9641-9648/96; Hoogezand=9601-9603/96; Stadskanaal=9501-9503/95
Friesland: Leeuwarden=8911-8941/89; Drachten=9201-9207/92; Heerenveen=8441-8448/84; Sneek=8601-8608/86; Harlingen=8861-8862/88
Drenthe: Assen=9401-9408/94; Emmen=7811-7828/78; Hoogeveen=7901-7909/79; Meppel=7941-7944/79
Overijssel: Enschede=7511-7548/75; Zwolle=8011-8045/80; Deventer=7411-7437/74; Hengelo=7551-7559/75; Almelo=7601-7609/76; Hardenberg=7771-7773/77; Kampen=8261-8267/82
Flevoland: Almere Stad=1311-1363/13; Lelystad=8211-8245/82; Emmeloord=8301-8305/83; Dronten=8251-8253/82; Zeewolde=3891-3899/38; Urk=8321-8322/83

BE N###
Brussels Capital: 1000 1020 1030 1040 1050 1060 1070 1080-1083 1090 1120 1130 1140 1150 1160 1170 1180 1190 1200 1210
Flanders: Antwerpen=2000 2018 2020 2030 2040 2050 2060/2; Gent=9000 9030-9032 9040-9042 9050-9052/9; Brugge=8000 8200 8310 8380/8; Leuven=3000 3001 3010 3012 3018/3; Aalst=9300 9308 9310 9320/9; Mechelen=2800 2801 2811 2812/28; Hasselt=3500 3501 3510-3512/35; Genk=3600/36; Kortrijk=8500 8501 8510 8511/85; Roeselare=8800/88; Sint-Niklaas=9100 9111 9112/91; Deurne=2100/21; Turnhout=2300/23; Vilvoorde=1800/18; Halle=1500 1501 1502/15; Dilbeek=1700-1703/17; Ieper=8900/89; Dendermonde=9200/92; Geel=2440/24; Sint-Truiden=3800/38; Tienen=3300/33
Wallonia: Charleroi=6000 6001 6010 6020 6030-6032 6040-6044 6060 6061/60; Liège=4000 4020 4030-4032/40; Namur=5000 5001-5004 5020-5022 5024/50; Mons=7000 7010-7012 7020-7022 7030-7034/70; La Louvière=7100 7110/71; Tournai=7500-7504 7520-7522/75; Verviers=4800-4802/48; Seraing=4100-4102/41; Mouscron=7700/77; Wavre=1300 1301/13; Braine-l'Alleud=1420/14; Arlon=6700 6704 6706/67; Eupen=4700/47

AT N###
Vienna: 1010 1020 1030 1040 1050 1060 1070 1080 1090 1100 1110 1120 1130 1140 1150 1160 1170 1180 1190 1200 1210 1220 1230
Lower Austria: Sankt Pölten=3100 3104 3105 3107/31; Wiener Neustadt=2700/27; Baden=2500/25; Mödling=2340/23; Stockerau=2000/20; Klosterneuburg=3400/34
Upper Austria: Linz=4020 4030 4040/40; Steyr=4400 4407/44; Wels=4600/46
Salzburg: 5020 5023 5026
Styria: Graz=8010 8020 8036 8041-8047 8051-8055/80; Straßgang=8052-8054/80
Tyrol: Innsbruck=6020/60; Telfs=6410/64
Vorarlberg: Dornbirn=6850/68; Feldkirch=6800/68; Bregenz=6900/69; Lustenau=6890/68; Hohenems=6845/68
Carinthia: Klagenfurt am Wörthersee=9020 9061 9063 9073/90; Villach=9500 9504/95

CH N###
Zurich: Zürich=8001-8006 8008 8032 8037 8038 8041 8044-8053 8055 8057 8064/80 81; Winterthur=8400 8404-8406 8408 8409/84; Uster=8610/86; Dietikon=8953/89; Dübendorf=8600/86; Kloten=8302/83
Bern: Bern=3004-3008 3010-3015 3018 3019 3027/30; Biel=2502-2505/25; Thun=3600 3603 3604 3608/36; Köniz=3098/30; Steffisburg=3612/36
Geneva: Genève=1201-1209/12; Vernier=1214/12; Meyrin=1217/12; Carouge=1227/12; Onex=1213/12
Vaud: Lausanne=1003-1007 1010 1012 1018/10; Yverdon-les-Bains=1400/14; Montreux=1820/18; Renens=1020/10; Nyon=1260/12; Pully=1009/10
Basel-City: Basel=4051-4059/40; Riehen=4125/41
Basel-Landschaft: Allschwil=4123/41; Muttenz=4132/41
Lucerne: Luzern=6003-6006 6014 6015/60; Emmen=6032/60; Kriens=6010/60; Littau=6014/60
Saint Gallen: Sankt Gallen=9000 9007 9008 9010-9012 9014-9016/90; Rapperswil=8640/86; Jona=8645/86; Gossau=9200/92; Wil=9500/95
Ticino: Lugano=6900 6962 6963 6976 6977/69; Bellinzona=6500 6503 6512 6513/65
Fribourg: 1700
Neuchâtel: Neuchâtel=2000/20; La Chaux-de-Fonds=2300/23
Valais: Sitten=1950/19; Sierre=3960/39; Monthey=1870/18
Zug: Zug=6300/63; Baar=6340/63
Grisons: 7000
Schaffhausen: 8200
Solothurn: Olten=4600/46; Grenchen=2540/25
Thurgau: Frauenfeld=8500/85; Kreuzlingen=8280/82
Aargau: Aarau=5000 5004/50; Baden=5400/54; Wettingen=5430/54
Appenzell Ausserrhoden: 9100

IE @## @#@#
Leinster: Dublin=D01-18 D20 D22 D24/D01-18; Tallaght=D24; Swords=K67; Drogheda=A92; Dundalk=A91; Bray=A98; Navan=C15; Kilkenny=R95; Naas=W91; Carlow=R93; Athlone=N37; Balbriggan=K32; Malahide=K36
Munster: Cork=T12 T23; Luimneach=V94; Waterford=X91; Ennis=V95; Tralee=V92; Cluain Meala=E91
Connacht: Gaillimh=H91; Sligo=F91
Ulster: F92
`;
