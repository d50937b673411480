"""Organisations that news names without explaining, and the words that make a name one of an organisation."""

from __future__ import annotations

from services.extractor.names.gazetteers.word_lists import names, words

NEWS_MEDIA = names("""
Reuters, Associated Press, AP, Agence France-Presse, AFP, TASS, RIA Novosti, RIA, Interfax, Ukrinform, Unian, Xinhua,
Kyodo, Yonhap, Bloomberg, Bloomberg News, dpa, DPA, ANSA, EFE, PTI, ANI, IRNA, Tasnim, Fars, Anadolu, BelTA, KCNA,
SANA, WAM,
Getty Images, Getty, BBC, BBC News, CNN, NBC, NBC News, CBS, CBS News, ABC, ABC News, Fox News, MSNBC, CNBC, NPR, PBS,
C-SPAN, ITV, Sky News, Channel 4, Al Jazeera, Al Arabiya, Deutsche Welle, ZDF, ARD, RTL, TF1, BFM TV, RAI, NHK, CCTV,
CGTN, CBC, Globo, Televisa, Euronews, Politico, Axios, Semafor, ProPublica, BuzzFeed, BuzzFeed News, HuffPost, Vox,
New York Times, Washington Post, Wall Street Journal, Los Angeles Times, Chicago Tribune, Boston Globe, USA Today,
New York Post, Time, Newsweek, New Yorker, Atlantic, Guardian, Times of London, Sunday Times, Daily Telegraph,
Telegraph, Daily Mail, Daily Mirror, Financial Times, Economist, Independent, Irish Times, Le Monde, Le Figaro,
Liberation, Libération, Der Spiegel, Spiegel, Die Zeit, Die Welt, Bild, Sueddeutsche Zeitung, Süddeutsche Zeitung,
Corriere della Sera, La Repubblica, El Pais, El País, El Mundo, Kommersant, Novaya Gazeta, Izvestia, Pravda, Meduza,
Kyiv Independent, Ukrainska Pravda, Haaretz, Jerusalem Post, Asahi Shimbun, Yomiuri Shimbun, Nikkei,
South China Morning Post, Global Times, People's Daily, Straits Times, Times of India, Dawn, Globe and Mail,
Toronto Star, Sydney Morning Herald, Folha de S.Paulo, Radio Free Europe, Voice of America, Wikinews
""")

INSTITUTIONS = names("""
White House, Kremlin, Pentagon, Congress, U.S. Congress, Senate, U.S. Senate, House of Representatives, Supreme Court,
U.S. Supreme Court, State Department, U.S. State Department, Justice Department, Treasury, Treasury Department,
Defense Department,
Homeland Security, FBI, CIA, NSA, DHS, DOJ, IRS, FDA, CDC, EPA, FCC, FTC, SEC, NASA, FEMA, FAA, TSA, GAO,
Federal Reserve,
Fed, Government Accountability Office, Food and Drug Administration, Environmental Protection Agency, GOP, DNC, RNC,
Republican Party, Democratic Party, Republican National Committee, Democratic National Committee,
Foreign Office, Home Office, House of Commons, House of Lords, Scotland Yard, Labour, Labour Party,
Conservative Party,
Tory Party, Tories, Liberal Democrats, SNP, DUP, Sinn Fein, Sinn Féin, MI5, MI6, NHS, Bank of England, Bundestag,
Bundesbank,
CDU, CSU, SPD, AfD, Knesset, Likud, Mossad, Hamas, Hezbollah, Fatah, PLO, Taliban, Islamic State, ISIS, ISIL, IS,
al-Qaeda, Al-Qaeda, al Qaeda, Boko Haram, al-Shabaab, PKK, Duma, State Duma, FSB, KGB, GRU, SBU, Verkhovna Rada, NABU,
Gazprom, Rosneft, Lukoil, Sberbank, Rosatom, Naftogaz, Politburo, BJP, Lok Sabha, African National Congress, ANC, AKP,
United Nations, UN, U.N., Security Council, U.N. Security Council, UN Security Council, General Assembly, UNICEF,
UNESCO, UNHCR, WHO,
World Health Organization, World Health Organisation, IAEA, International Atomic Energy Agency, ILO, FAO, UNRWA, IMF,
International Monetary Fund, World Bank, WTO, World Trade Organization, OECD, OPEC, OPEC+, G7, G-7, G8, G20, G-20,
Group of Seven,
BRICS, EU, E.U., European Union, European Commission, European Parliament, European Council, European Central Bank,
ECB,
Eurogroup, Europol, Interpol, NATO, OSCE, African Union, ECOWAS, Arab League, ASEAN, Mercosur, CIS, ICC,
International Criminal Court, International Court of Justice, Red Cross, ICRC, Red Crescent, Amnesty International,
Amnesty,
Human Rights Watch, Greenpeace, Oxfam, WWF, Doctors Without Borders, FIFA, UEFA, IOC, NFL, NBA, MLB, NHL, NCAA, FIA,
Nasdaq, NASDAQ, Dow Jones, S&P, NYSE, ACLU, NRA, NAACP, KKK, Ku Klux Klan, Planned Parenthood, Ivy League, Big Ten
""")

COMPANIES = names("""
Apple, Microsoft, Google, Alphabet, Amazon, Facebook, Meta, Twitter, Netflix, Tesla, SpaceX, Uber, Lyft, Airbnb,
Intel,
AMD, Nvidia, IBM, Oracle, Cisco, HP, Hewlett-Packard, Dell, Sony, Samsung, LG, Panasonic, Toshiba, Hitachi,
Nintendo, Nokia,
Ericsson, Huawei, ZTE, Xiaomi, Lenovo, Alibaba, Tencent, Baidu, ByteDance, TikTok, YouTube, Instagram, WhatsApp,
LinkedIn,
Yahoo, eBay, PayPal, Spotify, Boeing, Airbus, Lockheed Martin, Northrop Grumman, Northrop, Raytheon, BAE Systems,
Rolls-Royce,
General Electric, GE, Siemens, Bosch, Volkswagen, VW, BMW, Audi, Porsche, Mercedes, Mercedes-Benz, Daimler, Ford,
General Motors, GM,
Chrysler, Fiat, Stellantis, Renault, Peugeot, Nissan, Toyota, Honda, Mazda, Hyundai, Kia, Volvo, Saab, Ferrari,
McLaren,
Exxon, ExxonMobil, Exxon Mobil, Chevron, Shell, BP, TotalEnergies, Aramco, Saudi Aramco, ConocoPhillips, Petrobras,
PDVSA,
JPMorgan, JPMorgan Chase, Goldman Sachs, Morgan Stanley, Citigroup, Citi, Bank of America, Wells Fargo, HSBC,
Barclays,
Lloyds, UBS, Credit Suisse, Deutsche Bank, Commerzbank, BNP Paribas, Santander, BlackRock, Lehman Brothers, AIG,
Visa, Mastercard,
American Express, Moody's, Fitch, Standard & Poor's, Pfizer, Moderna, AstraZeneca, BioNTech, Novartis, Roche,
Bayer, Merck, GSK,
GlaxoSmithKline, Sanofi, Johnson & Johnson, Novavax, Sinovac, Sinopharm, Walmart, Wal-Mart, Costco, Target, Tesco,
Sainsbury's, Aldi, Lidl, Carrefour, IKEA, H&M, Zara, Inditex, Nike, Adidas, Puma, Gucci, LVMH, McDonald's, Starbucks,
Coca-Cola, Pepsi, PepsiCo, Nestle, Nestlé, Unilever, Procter & Gamble, Disney, Walt Disney, Warner Bros, Comcast,
Verizon, AT&T,
Vodafone, Telefonica, Telefónica, Lufthansa, Ryanair, EasyJet, easyJet, British Airways, Air France, KLM,
Emirates Airline,
Qantas, Aer Lingus, Delta, United Airlines, American Airlines, Southwest Airlines, Wagner, Wagner Group, Foxconn,
TSMC,
SoftBank, Reliance, Tata, Infosys, Adani, Glencore, Rio Tinto, BHP, Vale, Maersk, FedEx, UPS, DHL, OpenAI,
Anthropic, Palantir
""")

ORGANISATIONS = NEWS_MEDIA | INSTITUTIONS | COMPANIES

LEGAL_FORMS = words("""
inc incorporated corp corporation co company companies ltd limited plc llc llp lp ag sa se nv bv ab asa oyj gmbh kg
spa srl pty pte sarl holdings holding group
""")
"""What a company's name may end in and is left off in speech; lower case, no full stop."""

# The last word of a name that makes it an organisation.
ORGANISATION_NOUNS = LEGAL_FORMS | words("""
academy administration agency airlines airways alliance army assembly association associates authority bank
bancorp board brigade brothers bureau capital chamber church club college commission committee confederation
conference congress
consortium consulting cooperative council court department directorate enterprises federation foundation forum fund
guard hospital industries initiative institute institution insurance laboratories laboratory league media ministry
motors movement museum navy network news newspaper office organisation organization parliament partners partnership
party
petroleum pharma pharmaceuticals police post press recordings records school securities senate service services
society solutions syndicate systems technologies technology telecom television times trust tribunal union university
ventures watch
""")

# What stands before a team's name, or follows it, when a place's name stands for a team.
TEAM_NOUNS = words("""
athletic city cowboys dynamo fc afc cf sc rangers rovers united wanderers
""")
