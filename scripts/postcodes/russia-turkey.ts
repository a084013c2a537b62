/** Postcode areas of Russia and Turkey, from the public postal plans; `regions.ts` explains the notation. */
export const RUSSIA_AND_TURKEY = `
RU N#####
Moscow: 101 103 105-109 111-129
Moscow Oblast: 140-144
St.-Petersburg: 190-199
Leningrad Oblast: 187-188
Adygeya Republic: 385
Altai: 649
Altai Krai: 656-659
Amur Oblast: 675-676
Arkhangelskaya: 163-165
Astrakhan Oblast: 414-416
Bashkortostan Republic: 450-453
Belgorod Oblast: 308-309
Bryansk Oblast: 241-243
Buryatiya Republic: 670-671
Chechnya: 364-366
Chelyabinsk: 454-457
Chuvash Republic: 428-429
Dagestan: 367-368
Ingushetiya Republic: 386
Irkutsk Oblast: 664-666
Ivanovo Oblast: 153-155
Kabardino-Balkariya Republic: 360-361
Kaliningrad Oblast: 236-238
Kalmykiya Republic: 358
Kaluga Oblast: 248-249
Karachayevo-Cherkesiya Republic: 369
Karelia: 185-186
Kuzbass: 650-654
Khabarovsk: 680-682
Khakasiya Republic: 655
Khanty-Mansia: 628
Kirov Oblast: 610-613
Komi: 167-169
Kostroma Oblast: 156-157
Krasnodar Krai: 350-354
Kurgan Oblast: 640-641
Kursk Oblast: 305-307
Lipetsk Oblast: 398-399
Magadan Oblast: 685-686
Mariy-El Republic: 424-425
Mordoviya Republic: 430-431
Murmansk: 183-184
Nenets: 166
Nizhny Novgorod Oblast: 603-607
Novgorod Oblast: 173-175
Novosibirsk Oblast: 630-633
Omsk Oblast: 644-646
Orenburg Oblast: 460-462
Oryol oblast: 302-303
Penza Oblast: 440-442
Primorye: 690-692
Pskov Oblast: 180-182
Rostov: 344-347
Ryazan Oblast: 390-391
Sakha: 677-678
Sakhalin Oblast: 693-694
Samara Oblast: 443-446
Saratov Oblast: 410-413
North Ossetia–Alania: 362-363
Smolensk Oblast: 214-216
Stavropol Kray: 355-357
Sverdlovsk Oblast: 620-624
Tambov Oblast: 392-393
Tatarstan Republic: 420-423
Tomsk Oblast: 634-636
Tula Oblast: 300-301
Tver Oblast: 170-172
Tyumen Oblast: 625-627
Republic of Tyva: 667-668
Udmurtiya Republic: 426-427
Ulyanovsk: 432-433
Vladimir Oblast: 600-602
Volgograd Oblast: 400-404
Vologda Oblast: 160-162
Voronezh Oblast: 394-397
Yamalo-Nenets: 629
Yaroslavl Oblast: 150-152
Jewish Autonomous Oblast: 679
Perm Krai: 614-619
Krasnoyarsk Krai: 660-663
Kamchatka: 683-684
Zabaykalskiy Kray: 672-674
Chukotka: 689

TR ##N##
Adana: 01
Adıyaman: 02
Afyonkarahisar: 03
Ağrı: 04
Amasya: 05
Ankara: 06
Antalya: 07
Artvin: 08
Aydın: 09
Balıkesir: 10
Bilecik: 11
Bingöl: 12
Bitlis: 13
Bolu: 14
Burdur: 15
Bursa: 16
Canakkale: 17
Çankırı: 18
Çorum: 19
Denizli: 20
Diyarbakır: 21
Edirne: 22
Elazığ: 23
Erzincan: 24
Erzurum: 25
Eskişehir: 26
Gaziantep: 27
Giresun: 28
Gümüşhane: 29
Hakkâri: 30
Hatay: 31
Isparta: 32
Mersin: 33
Istanbul: 340-349
İzmir: 35
Kars: 36
Kastamonu: 37
Kayseri: 38
Kırklareli: 39
Kırşehir: 40
Kocaeli: 41
Konya: 42
Kütahya: 43
Malatya: 44
Manisa: 45
Kahramanmaraş: 46
Mardin: 47
Muğla: 48
Muş: 49
Nevşehir: 50
Niğde: 51
Ordu: 52
Rize: 53
Sakarya: 54
Samsun: 55
Siirt: 56
Sinop: 57
Sivas: 58
Tekirdağ: 59
Tokat: 60
Trabzon: 61
Tunceli: 62
Şanlıurfa: 63
Uşak: 64
Van: 65
Yozgat: 66
Zonguldak: 67
Aksaray: 68
Bayburt: 69
Karaman: 70
Kırıkkale: 71
Batman: 72
Şırnak: 73
Bartın: 74
Ardahan: 75
Iğdır: 76
Yalova: 77
Karabük: 78
Kilis: 79
Osmaniye: 80
Düzce: 81
`;
