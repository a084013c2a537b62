/** Postcode areas of Asia and Australia, from the public postal plans; `regions.ts` explains the notation. */
export const ASIA_AND_AUSTRALIA = `
JP ###-####
Hokkaido: Sapporo=001-007 060-065; Asahikawa=070-079; Hakodate=040-042; Kushiro=084-085; Tomakomai=053-059; Obihiro=080; Otaru=047; Kitami=090; Muroran=050-051; Iwamizawa=068
Aomori: 030-039
Iwate: 020-029
Miyagi: 980-989
Akita: 010-019
Yamagata: 990-999
Fukushima: 960-979
Ibaraki: 300-319
Tochigi: 320-329
Gunma: 370-379
Saitama: Saitama=330-331 336-338/34 35 36; Kawaguchi=332-334
Chiba: Chiba=260-264 266-267/27 28 29; Matsudo=270-271; Kashiwa=277; Ichihara=290
Tokyo: Tokyo=100-116 120-125 130-136 140-146 150-171 173-179/18 19 20; Hachiōji=192-193; Machida=194-195; Chōfu=182; Hino=191; Ōme=198
Kanagawa: Yokohama=220-227 230-236 240-241 244-247/24 25; Kawasaki=210-216; Yokosuka=237-239; Fujisawa=251-252; Hiratsuka=254; Chigasaki=253; Odawara=250
Niigata: 940-959
Toyama: 930-939
Ishikawa: 920-929
Fukui: 910-919
Yamanashi: 400-409
Nagano: Nagano=380-381/38 39; Matsumoto=390/39
Gifu: 500-509
Shizuoka: Shizuoka=420-424/42 43; Hamamatsu=430-435/43; Numazu=410/41; Fuji=416-417/41
Aichi: Nagoya=450-468/47 48 49; Toyohashi=440-441; Toyota=470-471; Okazaki=444; Kasugai=486-487; Ichinomiya=491
Mie: 510-519
Shiga: 520-529
Kyoto: Kyoto=600-616/61 62; Uji=611; Maizuru=624-625
Osaka: Osaka=530-559/56 57 58 59; Sakai=590-593; Toyonaka=560-561; Suita=564-565; Takatsuki=569; Hirakata=573
Hyōgo: Kobe=650-658/66 67; Himeji=670-672; Nishinomiya-hama=662-663; Amagasaki=660-661; Akashi=673-674
Nara: 630-639
Wakayama: 640-649
Tottori: 680-689
Shimane: 690-699
Okayama: 700-719
Hiroshima: Hiroshima=730-739; Fukuyama=720-721; Kure=737; Onomichi=722
Yamaguchi: 740-759
Tokushima: 770-779
Kagawa: 760-769
Ehime: 790-799
Kochi: 780-789
Fukuoka: Fukuoka=810-815 819/81 82 83; Kitakyushu=800-808; Kurume=830; Ōmuta=836-837; Iizuka=820
Saga: 840-849
Nagasaki: Nagasaki=850-852/85; Sasebo=857-859/85
Kumamoto: 860-869
Oita: 870-879
Miyazaki: 880-889
Kagoshima: 890-899
Okinawa: 900-907

CN ######
Beijing: 100-102
Tianjin: 300-301
Hebei: Shijiazhuang=050/05; Tangshan=063/06; Handan=056/05; Baoding=071/07; Qinhuangdao=066/06; Langfang=065/06; Zhangjiakou=075/07; Cangzhou=061/06; Xingtai=054/05; Chengde=067/06
Shanxi: 030-048
Inner Mongolia: Hohhot=010; Baotou=014; Ordos=017; Chifeng=024; Tongliao=028; Bayan Nur=015
Liaoning: Shenyang=110/11; Dalian=116; Anshan=114; Fushun=113; Benxi=117; Dandong=118; Jinzhou=121; Yingkou=115; Fuxin=123
Jilin: 130-137
Heilongjiang: Harbin=150/15; Qiqihar=161; Mudanjiang=157; Jiamusi=154; Daqing=163; Hegang=154; Shuangyashan=155
Shanghai: 200-202
Jiangsu: Nanjing=210-211/21 22; Wuxi=214; Changzhou=213; Suzhou=215; Nantong=226; Yangzhou=225; Zhenjiang=212
Zhejiang: Hangzhou=310-311/31 32; Ningbo=315; Wenzhou=325; Jiaxing=314; Huzhou=313; Jinhua=321
Anhui: 230-247
Fujian: Fuzhou=350/35; Xiamen=361; Quanzhou=362; Zhangzhou=363; Putian=351; Sanming=365
Jiangxi: 330-344
Shandong: Jinan=250/25; Qingdao=266; Zibo=255; Yantai=264; Weifang=261; Jining=272; Tai’an=271; Linyi=276; Weihai=264; Dezhou=253
Henan: Zhengzhou=450-451/45; Luoyang=471; Xinyang=464; Kaifeng=475; Anyang=455; Nanyang=473; Xuchang=461; Pingdingshan=467; Xinxiang=453
Hubei: Wuhan=430/43; Yichang=443; Xiangyang=441; Shiyan=442; Huangshi=435; Jingzhou=434
Hunan: Changsha=410/41; Zhuzhou=412; Hengyang=421; Yueyang=414; Xiangtan=411; Changde=415
Guangdong: Guangzhou=510-511/51 52; Shenzhen=518; Dongguan=523; Foshan=528; Shantou=515; Zhuhai=519; Zhongshan=528; Huizhou=516; Zhanjiang=524; Jiangmen=529
Guangxi: Nanning=530/53; Guilin=541; Beihai=536; Wuzhou=543; Yulin=537
Hainan: 570-572
Chongqing: 400-409
Sichuan: Chengdu=610-611/61 62 63 64; Mianyang=621; Nanchong=637; Zigong=643; Neijiang=641; Leshan=614; Yibin=644
Guizhou: 550-564
Yunnan: Kunming=650/65 66 67; Dali=671; Qujing=655; Lijiang=674
Tibet: 850-859
Shaanxi: Xi’an=710/71 72; Xianyang=712; Hanzhong=723; Weinan=714
Gansu: Lanzhou=730/73 74; Tianshui=741; Jiuquan=735
Qinghai: 810
Ningxia: 750-755
Xinjiang: Ürümqi=830/83 84; Kashgar=844; Shihezi=832; Aksu=843; Korla=841

IN N#####
Delhi: 110001-110096
Maharashtra: Mumbai=400001-400104/400 401; Pune=411001-411062/410 412 413; Nagpur=440001-440037/441 442; Nashik=422001-422013/422 423; Kalyān=421301-421306/421; Solāpur=413001-413008/413; Aurangabad=431001-431010/431; Kolhāpur=416001-416013/416; Amrāvati=444601-444607/444; Akola=444001-444006/444; Jalgaon=425001-425003/425; Sāngli=416416/416
Gujarat: Ahmedabad=380001-380061/382; Sūrat=395001-395010/394; Vadodara=390001-390025/391; Rājkot=360001-360007/360; Bhavnagar=364001-364006/364; Jamnagar=361001-361008/361; Gāndhīdhām=370201/370
Rajasthan: Jaipur=302001-302039/303; Jodhpur=342001-342015/342; Kota=324001-324010/325; Bīkaner=334001-334006/334; Ajmer=305001-305009/305; Udaipur=313001-313004/313; Alwar=301001-301002/301; Bhīlwāra=311001/311; Sīkar=332001/332; Gangānagar=335001/335; Bharatpur=321001/321
Uttar Pradesh: Kanpur=208001-208027/209; Lucknow=226001-226031/226; Agra=282001-282010/282 283; Varanasi=221001-221011/221; Meerut=250001-250005/250; Ghāziābād=201001-201017/201; Bareilly=243001-243006/243; Alīgarh=202001-202002/202; Morādābād=244001/244; Gorakhpur=273001-273015/273; Jhānsi=284001-284003/284; Sahāranpur=247001/247; Noida=201301-201310/201; Mathura=281001-281006/281
Uttarakhand: Dehra Dūn=248001-248009/248; Haridwar=249401-249408/249; Haldwani=263139/263
Madhya Pradesh: Indore=452001-452020/453; Bhopal=462001-462047/462; Jabalpur=482001-482011/482; Gwalior=474001-474012/475; Ujjain=456001-456010/456; Rewa=486001-486003/486; Ratlām=457001/457
Chhattisgarh: Raipur=492001-492015/493; Bhilai=490001-490026/490; Korba=495677/495; Bilāspur=495001-495009/495
Bihar: Patna=800001-800030/801; Gaya=823001-823005/823; Bhāgalpur=812001-812007/812; Muzaffarpur=842001-842005/842; Darbhanga=846001-846009/846; Chāpra=841301/841; Purnia=854301/854
Jharkhand: Ranchi=834001-834010/835; Jamshedpur=831001-831020/831; Dhanbād=826001-826007/828; Bokāro=827001-827013/827; Hazāribāgh=825301/825
West Bengal: Kolkata=700001-700156/700; Hāora=711101-711114/711; Durgapur=713201-713216/713; Siliguri=734001-734010/734; Āsansol=713301-713305/713; Bhātpāra=743123/743; Haldia=721602/721
Odisha: Bhubaneshwar=751001-751031/751 752; Cuttack=753001-753014/754; Raurkela=769001-769016/769; Brahmapur=760001-760010/760; Puri=752001-752004/752; Sambalpur=768001-768006/768; Nowrangapur=764059/764
Andhra Pradesh: Visakhapatnam=530001-530053/531; Vijayawada=520001-520015/521; Guntur=522001-522007/522; Nellore=524001-524005/524; Kurnool=518001-518007/518; Rājahmundry=533101-533106/533; Tirupati=517501-517507/517; Anantapur=515001-515005/515; Vizianagaram=535001-535004/535
Telangana: Hyderabad=500001-500098/500 501; Warangal=506001-506015/506; Nizāmābād=503001-503003/503; Karīmnagar=505001/505; Khammam=507001-507003/507; Kūkatpalli=500072 500085/500; Lal Bahadur Nagar=500074/500
Karnataka: Bengaluru=560001-560107/561 562; Mysore=570001-570032/571; Hubli=580020-580032/580; Mangalore=575001-575030/574; Belgaum=590001-590020/591; Gulbarga=585101-585106/585; Davangere=577001-577006/577; Bellary=583101-583105/583; Shimoga=577201-577205/577
Kerala: Thiruvananthapuram=695001-695043/695; Cochin=682001-682042/682 683; Kozhikode=673001-673032/673; Kollam=691001-691021/691; Thrissur=680001-680028/680; Alappuzha=688001-688014/688; Kannur=670001-670018/670
Tamil Nadu: Chennai=600001-600119/600 602 603; Coimbatore=641001-641062/641 642; Madurai=625001-625022/625; Tiruchirappalli=620001-620025/621; Salem=636001-636030/636; Tirunelveli=627001-627011/627; Vellore=632001-632014/632; Erode=638001-638012/638; Tiruppur=641601-641607/641
Puducherry: Puducherry=605001-605014; Kāraikāl=609602
Goa: 403
Haryana: Faridabad=121001-121013/121; Rohtak=124001/124; Hisar=125001-125005/125; Pānīpat=132103/132; Sonīpat=131001/131; Karnāl=132001/132; Ambāla=133001-134003/133; Gorakhpur=125047/125
Punjab: Ludhiāna=141001-141017/141; Amritsar=143001-143006/143; Jalandhar=144001-144014/144; Patiāla=147001-147006/147; Bathinda=151001-151005/151; Pathānkot=145001/145
Chandigarh: 160001-160047
Himachal Pradesh: Shimla=171001-171013/171; Solan=173212/173; Mandi=175001/175; Baddi=173205; Kālka=133302
Jammu and Kashmir: Srinagar=190001-190025/190 193; Jammu=180001-180020/181; Anantnag=192101/192; Bāramūla=193101/193; Udhampur=182101/182
Ladakh: 194
Assam: Guwahati=781001-781040/781; Silchar=788001-788009/788; Dibrugarh=786001-786008/786; Tinsukia=786125/786; Jorhāt=785001-785010/785; Bongaigaon=783380/783; Tezpur=784001/784
Arunachal Pradesh: 790-792
Meghalaya: 793-794
Manipur: 795
Mizoram: 796
Nagaland: 797-798
Tripura: 799
Sikkim: 737
Andaman and Nicobar: 744101-744107
Dadra and Nagar Haveli and Daman and Diu: Daman=396210; Āmli=396230; Silvassa=396230; Diu=362520

KR #####
Seoul: 01-08
Gyeonggi-do: Suwon=162-167; Goyang-si=102-105; Seongnam-si=131-136; Bucheon-si=144-147; Ansan-si=152-156; Anyang-si=139-141; Uijeongbu-si=116-118
Incheon: 21-22
Gangwon-do: 24-26
North Chungcheong: 27-29
Sejong-si: 300-301
Chungcheongnam-do: 31-33
Daejeon: 34-35
Gyeongsangbuk-do: 36-40
Daegu: 41-43
Ulsan: 44-45
Busan: 46-49
Gyeongsangnam-do: 50-53
Jeollabuk-do: 54-56
Jeollanam-do: 57-59
Gwangju: 61-62
Jeju-do: 63

AU ####
New South Wales: Sydney=2000-2214; Newcastle=2287-2308; Wollongong=2500-2530; Maitland=2320-2323; Tamworth=2340; Port Macquarie=2444; Dubbo=2830; Orange=2800; Bathurst=2795; Coffs Harbour=2450; Armidale=2350; Goulburn=2580
Australian Capital Territory: 2600-2617 2900-2914
Victoria: Melbourne=3000-3207; Geelong=3212-3220; Bendigo=3550-3556; Ballarat=3350-3356; St Albans=3021; Frankston East=3199; Shepparton=3630-3632; Warrnambool=3280; Mildura=3500; Traralgon=3844
Queensland: Brisbane=4000-4179; Gold Coast=4207-4228; Logan City=4114-4133; Townsville=4810-4818; Cairns=4868-4879; Toowoomba=4350; Mackay=4740; Rockhampton=4700-4702; Bundaberg=4670; Hervey Bay=4655; Gladstone=4680; Mount Isa=4825; Maryborough=4650
South Australia: Adelaide=5000-5174; Adelaide Hills=5152-5157; Mount Gambier=5290; Gawler=5118
Western Australia: Perth=6000-6112; Rockingham=6168; Mandurah=6210; Bunbury=6230; Albany=6330; Kwinana=6167; Geraldton=6530
Tasmania: Hobart=7000-7019; Launceston=7248-7250; Burnie=7320
Northern Territory: Darwin=0800-0820; Alice Springs=0870; Palmerston=0830-0832
`;
