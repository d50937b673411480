"""Countries: ISO 3166-1 code, names, capital, and what their people and things are called."""

from __future__ import annotations

from typing import NamedTuple


class Country(NamedTuple):
    code: str
    """ISO 3166-1 alpha-2; XK for Kosovo, as is customary."""
    name: str
    other_names: tuple[str, ...]
    capitals: tuple[str, ...]
    demonyms: tuple[str, ...]


# code | name | other names | capitals | adjectives and inhabitants (a plural in -s goes without saying)
_TABLE = """
AF|Afghanistan||Kabul|Afghan
AL|Albania||Tirana|Albanian
DZ|Algeria||Algiers|Algerian
AD|Andorra||Andorra la Vella|Andorran
AO|Angola||Luanda|Angolan
AG|Antigua and Barbuda||St. John's|Antiguan
AR|Argentina||Buenos Aires|Argentine,Argentinian
AM|Armenia||Yerevan|Armenian
AU|Australia||Canberra|Australian
AT|Austria||Vienna|Austrian
AZ|Azerbaijan||Baku|Azerbaijani,Azeri
BS|Bahamas||Nassau|Bahamian
BH|Bahrain||Manama|Bahraini
BD|Bangladesh||Dhaka|Bangladeshi
BB|Barbados||Bridgetown|Barbadian
BY|Belarus|Belorussia|Minsk|Belarusian,Belarusan
BE|Belgium||Brussels|Belgian
BZ|Belize||Belmopan|Belizean
BJ|Benin||Porto-Novo|Beninese
BT|Bhutan||Thimphu|Bhutanese
BO|Bolivia||La Paz,Sucre|Bolivian
BA|Bosnia and Herzegovina|Bosnia,Bosnia-Herzegovina|Sarajevo|Bosnian
BW|Botswana||Gaborone|Botswanan
BR|Brazil||Brasilia,Brasília|Brazilian
BN|Brunei||Bandar Seri Begawan|Bruneian
BG|Bulgaria||Sofia|Bulgarian
BF|Burkina Faso||Ouagadougou|Burkinabe
BI|Burundi||Gitega,Bujumbura|Burundian
KH|Cambodia||Phnom Penh|Cambodian
CM|Cameroon||Yaounde,Yaoundé|Cameroonian
CA|Canada||Ottawa|Canadian
CV|Cape Verde|Cabo Verde|Praia|Cape Verdean
CF|Central African Republic||Bangui|Central African
TD|Chad||N'Djamena|Chadian
CL|Chile||Santiago|Chilean
CN|China|People's Republic of China,PRC,Mainland China|Beijing,Peking|Chinese
CO|Colombia||Bogota,Bogotá|Colombian
KM|Comoros||Moroni|Comorian
CG|Republic of the Congo|Congo-Brazzaville|Brazzaville|
CD|Democratic Republic of the Congo|Congo,DRC,DR Congo,Democratic Republic of Congo|Kinshasa|Congolese
CR|Costa Rica||San Jose,San José|Costa Rican
HR|Croatia||Zagreb|Croatian,Croat
CU|Cuba||Havana|Cuban
CY|Cyprus||Nicosia|Cypriot
CZ|Czech Republic|Czechia|Prague|Czech
DK|Denmark||Copenhagen|Danish,Dane
DJ|Djibouti||Djibouti City|Djiboutian
DM|Dominica||Roseau|
DO|Dominican Republic||Santo Domingo|Dominican
EC|Ecuador||Quito|Ecuadorian,Ecuadorean
EG|Egypt||Cairo|Egyptian
SV|El Salvador||San Salvador|Salvadoran,Salvadorian
GQ|Equatorial Guinea||Malabo|Equatoguinean
ER|Eritrea||Asmara|Eritrean
EE|Estonia||Tallinn|Estonian
SZ|Eswatini|Swaziland|Mbabane|Swazi
ET|Ethiopia||Addis Ababa|Ethiopian
FJ|Fiji||Suva|Fijian
FI|Finland||Helsinki|Finnish,Finn
FR|France||Paris|French,Frenchman,Frenchmen,Frenchwoman
GA|Gabon||Libreville|Gabonese
GM|Gambia|The Gambia|Banjul|Gambian
GE|Georgia||Tbilisi|Georgian
DE|Germany||Berlin|German
GH|Ghana||Accra|Ghanaian
GR|Greece||Athens|Greek
GL|Greenland||Nuuk|Greenlandic,Greenlander
GD|Grenada||St. George's|Grenadian
GT|Guatemala||Guatemala City|Guatemalan
GN|Guinea||Conakry|Guinean
GW|Guinea-Bissau||Bissau|
GY|Guyana||Georgetown|Guyanese
HT|Haiti||Port-au-Prince|Haitian
HN|Honduras||Tegucigalpa|Honduran
HK|Hong Kong|||Hong Konger,Hongkonger
HU|Hungary||Budapest|Hungarian
IS|Iceland||Reykjavik,Reykjavík|Icelandic,Icelander
IN|India||New Delhi|Indian
ID|Indonesia||Jakarta|Indonesian
IR|Iran|Islamic Republic of Iran|Tehran,Teheran|Iranian
IQ|Iraq||Baghdad|Iraqi
IE|Ireland|Republic of Ireland|Dublin|Irish,Irishman,Irishmen,Irishwoman
IL|Israel||Jerusalem|Israeli
IT|Italy||Rome|Italian
CI|Ivory Coast|Côte d'Ivoire,Cote d'Ivoire|Yamoussoukro|Ivorian
JM|Jamaica||Kingston|Jamaican
JP|Japan||Tokyo|Japanese
JO|Jordan||Amman|Jordanian
KZ|Kazakhstan||Astana,Nur-Sultan|Kazakh,Kazakhstani
KE|Kenya||Nairobi|Kenyan
KI|Kiribati||Tarawa|
XK|Kosovo||Pristina|Kosovar,Kosovan
KW|Kuwait||Kuwait City|Kuwaiti
KG|Kyrgyzstan||Bishkek|Kyrgyz
LA|Laos||Vientiane|Laotian
LV|Latvia||Riga|Latvian
LB|Lebanon||Beirut|Lebanese
LS|Lesotho||Maseru|Basotho
LR|Liberia||Monrovia|Liberian
LY|Libya||Tripoli|Libyan
LI|Liechtenstein||Vaduz|
LT|Lithuania||Vilnius|Lithuanian
LU|Luxembourg|||Luxembourger,Luxembourgish
MO|Macau|Macao||Macanese
MG|Madagascar||Antananarivo|Malagasy
MW|Malawi||Lilongwe|Malawian
MY|Malaysia||Kuala Lumpur|Malaysian
MV|Maldives|||Maldivian
ML|Mali||Bamako|Malian
MT|Malta||Valletta|Maltese
MH|Marshall Islands|||Marshallese
MR|Mauritania||Nouakchott|Mauritanian
MU|Mauritius||Port Louis|Mauritian
MX|Mexico||Mexico City|Mexican
FM|Micronesia||Palikir|Micronesian
MD|Moldova||Chisinau,Chișinău|Moldovan
MC|Monaco|||Monegasque
MN|Mongolia||Ulaanbaatar,Ulan Bator|Mongolian
ME|Montenegro||Podgorica|Montenegrin
MA|Morocco||Rabat|Moroccan
MZ|Mozambique||Maputo|Mozambican
MM|Myanmar|Burma|Naypyidaw,Naypyitaw|Burmese
NA|Namibia||Windhoek|Namibian
NP|Nepal||Kathmandu|Nepali,Nepalese
NL|Netherlands|Holland|Amsterdam,The Hague,Hague|Dutch,Dutchman,Dutchmen,Dutchwoman
NZ|New Zealand||Wellington|New Zealander
NI|Nicaragua||Managua|Nicaraguan
NE|Niger||Niamey|Nigerien
NG|Nigeria||Abuja|Nigerian
KP|North Korea|DPRK,N. Korea|Pyongyang|North Korean
MK|North Macedonia|Macedonia|Skopje|Macedonian
NO|Norway||Oslo|Norwegian
OM|Oman||Muscat|Omani
PK|Pakistan||Islamabad|Pakistani
PW|Palau||Ngerulmud|Palauan
PS|Palestine|Palestinian Territories,Palestinian territories|Ramallah|Palestinian
PA|Panama||Panama City|Panamanian
PG|Papua New Guinea||Port Moresby|Papua New Guinean
PY|Paraguay||Asuncion,Asunción|Paraguayan
PE|Peru||Lima|Peruvian
PH|Philippines||Manila|Filipino,Philippine,Filipina
PL|Poland||Warsaw|Polish,Pole
PT|Portugal||Lisbon|Portuguese
PR|Puerto Rico||San Juan|Puerto Rican
QA|Qatar||Doha|Qatari
RO|Romania||Bucharest|Romanian
RU|Russia|Russian Federation|Moscow|Russian
RW|Rwanda||Kigali|Rwandan
KN|Saint Kitts and Nevis|St. Kitts and Nevis|Basseterre|Kittitian
LC|Saint Lucia|St. Lucia|Castries|
VC|Saint Vincent and the Grenadines|St. Vincent and the Grenadines|Kingstown|
WS|Samoa||Apia|Samoan
SM|San Marino|||Sammarinese
SA|Saudi Arabia|KSA|Riyadh|Saudi,Saudi Arabian
SN|Senegal||Dakar|Senegalese
RS|Serbia||Belgrade|Serbian,Serb
SC|Seychelles|||Seychellois
SL|Sierra Leone||Freetown|Sierra Leonean
SG|Singapore|||Singaporean
SK|Slovakia||Bratislava|Slovak,Slovakian
SI|Slovenia||Ljubljana|Slovenian,Slovene
SB|Solomon Islands||Honiara|
SO|Somalia||Mogadishu|Somali
ZA|South Africa||Pretoria,Cape Town|South African
KR|South Korea|Republic of Korea,S. Korea|Seoul|South Korean
SS|South Sudan||Juba|South Sudanese
ES|Spain||Madrid|Spanish,Spaniard
LK|Sri Lanka||Colombo|Sri Lankan
SD|Sudan||Khartoum|Sudanese
SR|Suriname||Paramaribo|Surinamese
SE|Sweden||Stockholm|Swedish,Swede
CH|Switzerland||Bern,Berne|Swiss
SY|Syria||Damascus|Syrian
TW|Taiwan||Taipei|Taiwanese
TJ|Tajikistan||Dushanbe|Tajik
TZ|Tanzania||Dodoma,Dar es Salaam|Tanzanian
TH|Thailand||Bangkok|Thai
TL|Timor-Leste|East Timor|Dili|Timorese
TG|Togo||Lome,Lomé|Togolese
TO|Tonga||Nuku'alofa|Tongan
TT|Trinidad and Tobago|Trinidad|Port of Spain|Trinidadian
TN|Tunisia||Tunis|Tunisian
TR|Turkey|Türkiye,Turkiye|Ankara|Turkish,Turk
TM|Turkmenistan||Ashgabat|Turkmen
UG|Uganda||Kampala|Ugandan
UA|Ukraine||Kyiv,Kiev|Ukrainian
AE|United Arab Emirates|UAE,U.A.E.,Emirates|Abu Dhabi|Emirati
GB|United Kingdom|UK,U.K.,Britain,Great Britain,England,Scotland,Wales,Northern Ireland|London,Edinburgh,Cardiff,Belfast|British,Briton,Scottish,Welsh,Scot,Welshman
US|United States|US,U.S.,USA,U.S.A.,America,United States of America|Washington,Washington D.C.,Washington DC|American
UY|Uruguay||Montevideo|Uruguayan
UZ|Uzbekistan||Tashkent|Uzbek
VU|Vanuatu||Port Vila|
VA|Vatican City|Vatican,Holy See||
VE|Venezuela||Caracas|Venezuelan
VN|Vietnam|Viet Nam|Hanoi|Vietnamese
YE|Yemen||Sanaa,Sana'a|Yemeni
ZM|Zambia||Lusaka|Zambian
ZW|Zimbabwe||Harare|Zimbabwean
"""  # noqa: E501


def _split(field: str) -> tuple[str, ...]:
    return tuple(field.split(",")) if field else ()


def _read(line: str) -> Country:
    code, name, others, capitals, demonyms = line.split("|")
    return Country(code, name, _split(others), _split(capitals), _split(demonyms))


COUNTRIES = tuple(_read(line) for line in _TABLE.strip().splitlines())

COUNTRY_NAMES = {name: country for country in COUNTRIES for name in (country.name, *country.other_names)}
"""Every name of a country, and of the United Kingdom's own countries."""

CAPITALS = {capital: country for country in COUNTRIES for capital in country.capitals}

DEMONYMS = {
    form: country
    for country in COUNTRIES
    for word in country.demonyms
    for form in (word, word + ("" if word.endswith(("s", "sh", "ch", "ese", "men", "man")) else "s"))
}
"""Adjectives and inhabitants, also in the plural: Russian, Russians, Dutch, Spaniards."""
