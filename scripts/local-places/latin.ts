/** Names of places in languages of Latin script, where the place table has an English one; `index.ts` explains the notation. */
export const LATIN = `
de DE states: Bavaria=Bayern; Hesse=Hessen; Lower Saxony=Niedersachsen; North Rhine-Westphalia=Nordrhein-Westfalen; Saxony=Sachsen; Saxony-Anhalt=Sachsen-Anhalt; Thuringia=Thüringen
de DE cities: Munich=München; Halle=Halle (Saale); Freiburg=Freiburg im Breisgau; Offenbach=Offenbach am Main
de AT states: Carinthia=Kärnten; Lower Austria=Niederösterreich; Upper Austria=Oberösterreich; Styria=Steiermark; Tyrol=Tirol; Vienna=Wien
de AT cities: Vienna=Wien
de CH states: Zurich=Zürich; Basel-City=Basel-Stadt; Lucerne=Luzern; Saint Gallen=St. Gallen; Grisons=Graubünden; Geneva=Genf; Fribourg=Freiburg; Neuchâtel=Neuenburg; Ticino=Tessin; Vaud=Waadt; Valais=Wallis
de CH cities: Sankt Gallen=St. Gallen; Genève=Genf; Neuchâtel=Neuenburg; Fribourg=Freiburg
de_CH CH states: Zurich=Zürich; Basel-City=Basel-Stadt; Lucerne=Luzern; Saint Gallen=St. Gallen; Grisons=Graubünden; Geneva=Genf; Fribourg=Freiburg; Neuchâtel=Neuenburg; Ticino=Tessin; Vaud=Waadt; Valais=Wallis
de_CH CH cities: Sankt Gallen=St. Gallen; Genève=Genf; Neuchâtel=Neuenburg; Fribourg=Freiburg
fr FR states: Brittany=Bretagne; Normandy=Normandie; New Aquitaine=Nouvelle-Aquitaine; Corsica=Corse
fr_BE BE states: Brussels Capital=Bruxelles-Capitale; Flanders=Flandre; Wallonia=Wallonie
fr_BE BE cities: Brussels=Bruxelles; Antwerpen=Anvers; Gent=Gand; Brugge=Bruges; Leuven=Louvain; Aalst=Alost; Mechelen=Malines; Kortrijk=Courtrai; Roeselare=Roulers; Sint-Niklaas=Saint-Nicolas; Ieper=Ypres; Dendermonde=Termonde; Halle=Hal; Vilvoorde=Vilvorde; Tienen=Tirlemont; Sint-Truiden=Saint-Trond
fr_CH CH states: Bern=Berne; Basel-City=Bâle-Ville; Basel-Landschaft=Bâle-Campagne; Saint Gallen=Saint-Gall; Geneva=Genève; Aargau=Argovie; Thurgau=Thurgovie; Solothurn=Soleure; Schaffhausen=Schaffhouse; Zug=Zoug; Ticino=Tessin; Appenzell Ausserrhoden=Appenzell Rhodes-Extérieures
fr_CH CH cities: Zürich=Zurich; Bern=Berne; Basel=Bâle; Luzern=Lucerne; Sankt Gallen=Saint-Gall; Biel=Bienne; Thun=Thoune; Schaffhausen=Schaffhouse; Chur=Coire; Sitten=Sion; Zug=Zoug; Winterthur=Winterthour
fr_CA CA states: British Columbia=Colombie-Britannique; New Brunswick=Nouveau-Brunswick; Newfoundland and Labrador=Terre-Neuve-et-Labrador; Nova Scotia=Nouvelle-Écosse; Prince Edward Island=Île-du-Prince-Édouard; Quebec=Québec; Northwest Territories=Territoires du Nord-Ouest
nl NL states: North Holland=Noord-Holland; South Holland=Zuid-Holland; North Brabant=Noord-Brabant
nl NL cities: The Hague=Den Haag; Almere Stad=Almere
nl_BE BE states: Brussels Capital=Brussel; Flanders=Vlaanderen; Wallonia=Wallonië
nl_BE BE cities: Brussels=Brussel; Liège=Luik; Namur=Namen; Mons=Bergen; Tournai=Doornik; Mouscron=Moeskroen; Wavre=Waver; Arlon=Aarlen
it IT states: Lombardy=Lombardia; Piedmont=Piemonte; Tuscany=Toscana; Apulia=Puglia; Sicily=Sicilia; Sardinia=Sardegna; The Marches=Marche; Aosta Valley=Valle d'Aosta; Friuli Venezia Giulia=Friuli-Venezia Giulia
it IT cities: Rome=Roma; Milan=Milano; Naples=Napoli; Turin=Torino; Florence=Firenze; Venice=Venezia; Genoa=Genova; San Remo=Sanremo; Reggio Calabria=Reggio di Calabria; Rossano Stazione=Rossano; Montesilvano Marina=Montesilvano
es ES states: Andalusia=Andalucía; Catalonia=Cataluña; Valencia=Comunidad Valenciana; Basque Country=País Vasco; Castile and León=Castilla y León; Aragon=Aragón; Balearic Islands=Islas Baleares; Canary Islands=Canarias; Navarre=Navarra; Murcia=Región de Murcia; Madrid=Comunidad de Madrid
es ES cities: Gasteiz=Vitoria-Gasteiz; Donostia=San Sebastián; Cadiz=Cádiz; Castelló de la Plana=Castellón de la Plana
es_MX MX states: Mexico City=Ciudad de México; México=Estado de México
es_MX MX cities: Mexico City=Ciudad de México; Tuxtla=Tuxtla Gutiérrez; Victoria de Durango=Durango; Santiago de Querétaro=Querétaro; Pachuca de Soto=Pachuca; León de los Aldama=León; Juárez=Ciudad Juárez; Heroica Matamoros=Matamoros; Gustavo Adolfo Madero=Gustavo A. Madero; Acapulco de Juárez=Acapulco; Comitán=Comitán de Domínguez
pt_PT PT states: Lisbon=Lisboa; Azores=Açores
pt_PT PT cities: Lisbon=Lisboa
pt_BR BR states: Federal District=Distrito Federal
pt_BR BR cities: Jaboatão=Jaboatão dos Guararapes
pl PL states: Lower Silesia=dolnośląskie; Kujawsko-Pomorskie=kujawsko-pomorskie; Łódź=łódzkie; Lublin=lubelskie; Lubusz=lubuskie; Lesser Poland=małopolskie; Mazovia=mazowieckie; Opole=opolskie; Subcarpathia=podkarpackie; Podlasie=podlaskie; Pomerania=pomorskie; Silesia=śląskie; Świętokrzyskie=świętokrzyskie; Warmia-Masuria=warmińsko-mazurskie; Greater Poland=wielkopolskie; West Pomerania=zachodniopomorskie
pl PL cities: Warsaw=Warszawa
cs_CZ CZ states: Prague=Praha; Central Bohemia=Středočeský kraj; South Bohemian Region=Jihočeský kraj; Plzeň Region=Plzeňský kraj; Carlsbad Region=Karlovarský kraj; Ústí nad Labem Region=Ústecký kraj; Liberec Region=Liberecký kraj; Hradec Králové Region=Královéhradecký kraj; Pardubice Region=Pardubický kraj; Vysocina=Kraj Vysočina; South Moravian=Jihomoravský kraj; Olomouc Region=Olomoucký kraj; Moravian-Silesian Region=Moravskoslezský kraj; Zlín=Zlínský kraj
cs_CZ CZ cities: Prague=Praha; Pilsen=Plzeň
sk SK states: Bratislava Region=Bratislavský kraj; Trnava Region=Trnavský kraj; Trenčín Region=Trenčiansky kraj; Nitra Region=Nitriansky kraj; Žilina Region=Žilinský kraj; Banská Bystrica Region=Banskobystrický kraj; Prešov Region=Prešovský kraj; Košice Region=Košický kraj
da DK states: Capital Region=Hovedstaden; Central Jutland=Midtjylland; North Denmark=Nordjylland; Zealand=Sjælland; South Denmark=Syddanmark
da DK cities: Copenhagen=København; Århus=Aarhus
sv SE states: Stockholm=Stockholms län; Uppsala=Uppsala län; Södermanland=Södermanlands län; Östergötland=Östergötlands län; Jönköping=Jönköpings län; Kronoberg=Kronobergs län; Kalmar=Kalmar län; Gotland=Gotlands län; Blekinge=Blekinge län; Skåne=Skåne län; Halland=Hallands län; Västra Götaland=Västra Götalands län; Värmland=Värmlands län; Örebro=Örebro län; Västmanland=Västmanlands län; Dalarna=Dalarnas län; Gävleborg=Gävleborgs län; Västernorrland=Västernorrlands län; Jämtland=Jämtlands län; Västerbotten=Västerbottens län; Norrbotten=Norrbottens län
fi FI states: Southwest Finland=Varsinais-Suomi; Paijat-Hame=Päijät-Häme; South Karelia=Etelä-Karjala; South Savo=Etelä-Savo; North Savo=Pohjois-Savo; North Karelia=Pohjois-Karjala; Central Finland=Keski-Suomi; South Ostrobothnia=Etelä-Pohjanmaa; Ostrobothnia=Pohjanmaa; Central Ostrobothnia=Keski-Pohjanmaa; North Ostrobothnia=Pohjois-Pohjanmaa; Lapland=Lappi
fi FI cities: Hyvinge=Hyvinkää; Jakobstad=Pietarsaari; Väståboland=Parainen; Korsholm=Mustasaari
hu HU states: Bekes County=Békés; Heves County=Heves; Pest County=Pest; Somogy County=Somogy; Tolna County=Tolna; Vas County=Vas; Zala County=Zala; Csongrád=Csongrád-Csanád
ro RO states: Bucharest=București; Arges=Argeș
ro RO cities: Bucharest=București
tr TR states: Istanbul=İstanbul; Canakkale=Çanakkale
tr TR cities: Istanbul=İstanbul; Gumushkhane=Gümüşhane; Khanjarah=Çankırı; Umraniye=Ümraniye
sr_RS_latin RS cities: Belgrade=Beograd
id_ID ID states: West Java=Jawa Barat; Central Java=Jawa Tengah; East Java=Jawa Timur; North Sumatra=Sumatera Utara; West Sumatra=Sumatera Barat; South Sumatra=Sumatera Selatan; South Sulawesi=Sulawesi Selatan; North Sulawesi=Sulawesi Utara; East Kalimantan=Kalimantan Timur; West Kalimantan=Kalimantan Barat; South Kalimantan=Kalimantan Selatan; Central Kalimantan=Kalimantan Tengah
vi VN states: Hanoi=Hà Nội; Hai Phong=Hải Phòng
vi VN cities: Hanoi=Hà Nội; Ho Chi Minh City=Thành phố Hồ Chí Minh; Da Nang=Đà Nẵng; Haiphong=Hải Phòng
`;
