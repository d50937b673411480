"""Places that are no country and no capital: regions, provinces and cities that world news names often."""

from __future__ import annotations

from services.extractor.names.gazetteers.word_lists import names, words

US_STATES = names("""
Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia, Hawaii, Idaho,
Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts, Michigan, Minnesota,
Mississippi,
Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New Mexico, New York, North Carolina, North Dakota,
Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island, South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont,
Virginia, Washington, West Virginia, Wisconsin, Wyoming, District of Columbia
""")

PROVINCES = names("""
Alberta, British Columbia, Manitoba, New Brunswick, Newfoundland, Nova Scotia, Ontario, Quebec, Saskatchewan,
New South Wales, Queensland, Victoria, Tasmania, South Australia, Western Australia, Northern Territory,
Bavaria, Saxony, Hesse, Brandenburg, North Rhine-Westphalia, Lower Saxony, Baden-Wuerttemberg, Catalonia, Andalusia,
Lombardy, Tuscany, Sicily, Sardinia, Veneto, Piedmont, Normandy, Brittany, Provence, Flanders, Wallonia, Corsica,
Crimea, Donbas, Donbass, Donetsk, Luhansk, Kherson, Zaporizhzhia, Chechnya, Dagestan, Tatarstan, Siberia,
Transnistria,
Kashmir, Punjab, Gujarat, Maharashtra, Kerala, Tamil Nadu, Karnataka, Uttar Pradesh, Bihar, Rajasthan, West Bengal,
Assam, Telangana, Xinjiang, Tibet, Guangdong, Sichuan, Hubei, Hunan, Yunnan, Zhejiang, Jiangsu, Fujian, Hebei, Henan,
Inner Mongolia, Hainan, Hokkaido, Okinawa, Fukushima, Darfur, Tigray, Kurdistan, Kordofan, Biafra, Gaza, Gaza Strip,
West Bank, Golan Heights, Nagorno-Karabakh, Abkhazia, South Ossetia, Sinai, Aceh, Bali, Java, Sumatra, Mindanao,
Luzon,
Yorkshire, Cornwall, Kent, Essex, Sussex, Surrey, Devon, Lancashire, Cumbria, Ulster, Bermuda, Gibraltar, Guam
""")

CITIES = names("""
New York City, Los Angeles, Chicago, Houston, Phoenix, Philadelphia, San Antonio, San Diego, Dallas, San Francisco,
Seattle, Denver, Boston, Detroit, Las Vegas, Memphis, Baltimore, Milwaukee, Albuquerque, Sacramento, Kansas City,
Atlanta, Miami, Oakland, Minneapolis, New Orleans, Cleveland, Tampa, Honolulu, St. Louis, Pittsburgh, Cincinnati,
Orlando, Portland, Salt Lake City, Nashville, Austin, Charlotte, Manhattan, Brooklyn, Queens, Bronx, Silicon Valley,
Wall Street, Hollywood, Toronto, Montreal, Vancouver, Calgary, Edmonton, Winnipeg, Sydney, Melbourne, Brisbane, Perth,
Adelaide, Hobart, Darwin, Auckland, Christchurch, Manchester, Birmingham, Liverpool, Leeds, Glasgow, Sheffield,
Bristol, Newcastle, Nottingham, Leicester, Southampton, Portsmouth, Oxford, Cambridge, Aberdeen, Dundee, Cork, Galway,
Hamburg, Munich, Frankfurt, Cologne, Stuttgart, Dresden, Leipzig, Düsseldorf, Duesseldorf, Dusseldorf, Hanover, Bonn,
Marseille, Lyon, Toulouse, Bordeaux, Strasbourg, Nantes, Lille, Nice, Cannes, Calais, Milan, Naples, Turin, Venice,
Florence, Bologna, Genoa, Palermo, Monza, Barcelona, Valencia, Seville, Bilbao, Malaga, Porto, Rotterdam, Antwerp,
Ghent, Bruges, Geneva, Zurich, Basel, Lausanne, Davos, Salzburg, Innsbruck, Graz, Gothenburg, Malmo, Bergen, Aarhus,
Krakow, Gdansk, Wroclaw, Poznan, Lviv, Odesa, Odessa, Kharkiv, Kharkov, Dnipro, Mariupol, Bakhmut, Sumy, Chernihiv,
Kramatorsk, Pokrovsk, Chernobyl, Sevastopol, Simferopol, Kursk, Belgorod, Bryansk, Rostov-on-Don, St. Petersburg,
Saint Petersburg, Novosibirsk, Yekaterinburg, Kazan, Vladivostok, Sochi, Grozny, Murmansk, Thessaloniki, Istanbul,
Izmir, Antalya, Gaziantep, Aleppo, Homs, Idlib, Mosul, Basra, Erbil, Kirkuk, Isfahan, Tabriz, Mashhad, Natanz,
Tel Aviv,
Haifa, Gaza City, Rafah, Khan Younis, Hebron, Jenin, Nablus, Bethlehem, Alexandria, Suez, Benghazi, Casablanca,
Marrakesh, Marrakech, Dubai, Sharjah, Jeddah, Mecca, Medina, Aden, Hodeidah, Karachi, Lahore, Peshawar, Quetta,
Rawalpindi, Kandahar, Herat, Delhi, Mumbai, Bombay, Kolkata, Calcutta, Chennai, Bengaluru, Bangalore, Hyderabad,
Ahmedabad, Pune, Lucknow, Jaipur, Srinagar, Chittagong, Shanghai, Shenzhen, Guangzhou, Wuhan, Chongqing, Tianjin,
Chengdu, Hangzhou, Nanjing, Xi'an, Harbin, Urumqi, Lhasa, Kaohsiung, Osaka, Kyoto, Yokohama, Nagoya, Sapporo,
Hiroshima,
Nagasaki, Kobe, Fukuoka, Busan, Incheon, Ho Chi Minh City, Saigon, Da Nang, Surabaya, Cebu, Davao, Johannesburg,
Durban,
Lagos, Kano, Port Harcourt, Maiduguri, Mombasa, Kumasi, Abidjan, Douala, Goma, Bukavu, Lubumbashi, Sao Paulo,
São Paulo,
Rio de Janeiro, Rio, Salvador, Recife, Manaus, Medellin, Medellín, Cali, Guayaquil, Maracaibo, Rosario, Cordoba,
Guadalajara, Monterrey, Tijuana, Ciudad Juarez, Cancun, Acapulco
""")

REGIONS = names("""
Europe, Asia, Africa, North America, South America, Latin America, Central America, Oceania, Antarctica, Arctic,
Middle East, Far East, North Africa, West Africa, East Africa, Southern Africa, Sub-Saharan Africa, Central Asia,
South Asia, Southeast Asia, South East Asia, East Asia, Asia Pacific, Asia-Pacific, Eastern Europe, Western Europe,
Central Europe, Northern Europe, Southern Europe, Balkans, Baltics, Caucasus, Scandinavia, Caribbean, Levant, Sahel,
Horn of Africa, Maghreb, Persian Gulf, Gulf of Mexico, Gulf of Aden, Bay of Bengal, Mediterranean, Mediterranean Sea,
Black Sea, Red Sea, North Sea, Baltic Sea, Caspian Sea, South China Sea, East China Sea, Sea of Azov, Sea of Japan,
Atlantic, Atlantic Ocean, Pacific, Pacific Ocean, Indian Ocean, Arctic Ocean, Strait of Hormuz, Taiwan Strait,
Suez Canal, Panama Canal, English Channel, Bosphorus, Alps, Himalayas, Andes, Pyrenees, Rockies, Amazon rainforest,
Sahara, Nile, Danube, Rhine, Thames, Mekong, Ganges, Yangtze, Amazon River, Dnipro River, Midwest, New England,
West Coast, East Coast, Deep South, Pacific Northwest, Bay Area, Midlands, Earth, Mars, Moon
""")

BUILDINGS = names("""
Oval Office, Air Force Base, Mar-a-Lago, Camp David, Red Square, Trafalgar Square, Tiananmen Square, Tahrir Square,
Times Square, Capitol Hill, Downing Street, 10 Downing Street, Buckingham Palace, Windsor Castle, Heathrow, Gatwick,
Notre Dame, Eiffel Tower, Big Ben, Guantanamo Bay, Ground Zero, Wembley, Wimbledon, Madison Square Garden
""")

VESSELS = names("""
Air Force One, Air Force Two, Marine One, International Space Station, Nord Stream, Nord Stream 1, Nord Stream 2
""")
"""Things with a name that one can be aboard of, or that gas flows through."""

COMPETITIONS = names("""
Formula One, Formula 1, Formula Two, F1, F2, Olympics, Olympic Games, Winter Olympics, Paralympics, World Cup,
World Series, Super Bowl, Champions League, Europa League, Premier League, Ryder Cup, Davis Cup, Stanley Cup,
Tour de France, Grand Slam, Grand Prix, World War I, World War II, First World War, Second World War, Cold War,
Holocaust
""")
"""Competitions and wars: events that have a name of their own."""

CITIES_AND_PROVINCES = US_STATES | PROVINCES | CITIES

# The last word of a name that makes it a place, whatever a statistical model says of it.
ADMINISTRATIVE_NOUNS = words("""
canton county district governorate municipality oblast prefecture province raion region republic town township village
""")
NATURAL_NOUNS = words("""
basin bay beach canyon cape coast creek delta desert forest glacier gulf hill hills island islands isle lake mountain
mountains ocean peninsula plateau reef ridge river sea strait valley volcano
""")
BUILT_NOUNS = words("""
airport avenue boulevard bridge canal castle cathedral harbor harbour heights highway palace park road square stadium
station street
""")
