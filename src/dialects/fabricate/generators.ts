/** What a generator of Fabricate is here: a short form, and options beside it. */
export interface KnownGenerator {
  readonly form: string;
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

/** A name as it is looked up: case, blanks and punctuation do not count. */
export function folded(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, ' ')
    .trim();
}

const US = { country: 'US' };

/** Generators by name that take no settings of their own, by the short form that is closest; several names a line. */
const NAMES: readonly (readonly [names: string, form: string, options?: KnownGenerator['options']])[] = [
  // Names and identity
  ['first name|given name|forename|first name european', 'string @first_name'],
  ['first name male|male first name', 'string @first_name', { gender: 'male' }],
  ['first name female|female first name', 'string @first_name', { gender: 'female' }],
  ['last name|surname|family name', 'string @last_name'],
  ['middle name', 'string @middle_name'],
  ['full name|name|person name|full name with title', 'string @full_name'],
  ['initials|middle initial', 'string @initials'],
  ['title|name prefix|prefix|honorific', 'string @prefix'],
  ['suffix|name suffix', 'string @suffix'],
  ['gender|sex|gender abbrev|gender facebook|gender binary', 'string @gender'],
  ['age', 'integer @age'],
  ['date of birth|birth date|birthday|birthdate', 'date @birth_date'],
  ['ssn|social security number|us ssn|ssn us', 'string @ssn'],
  ['username|user name|login', 'string @user_name'],
  ['job title|occupation|profession', 'string @job_title'],
  ['blood type', 'string @blood_type'],
  // Phones and emails
  ['email|email address', 'string @email'],
  ['phone|phone number|phone number global|mobile phone|cell phone', 'string @phone'],
  ['phone number us|us phone number', 'string @phone', US],
  // Geographic
  ['city|city global|city name', 'string @city'],
  ['city us|us city', 'string @city', US],
  ['state|state us|us state|state name', 'string @state', US],
  ['region|province|state or province|state global', 'string @state'],
  ['country|country global|country name', 'string @country'],
  ['country code|country code alpha 2|country iso code', 'string @country_code'],
  ['postal code|postal code global|postcode', 'string @postcode'],
  ['zip|zip code|postal code us|zip code us|us zip code', 'string @postcode', US],
  ['street address|address|address line 1|street address global|street address us', 'string @street'],
  ['street name|street', 'string @street_name'],
  ['full address', 'string @address'],
  ['latitude', 'number @latitude'],
  ['longitude', 'number @longitude'],
  ['time zone|timezone', 'string @time_zone'],
  ['continent', 'string @continent'],
  // Air travel
  ['airline|airline name|airline carrier', 'string @airline'],
  ['airport|airport name', 'string @airport'],
  ['airport code|iata code', 'string @airport_code'],
  // Natural science, food, colors
  ['animal|animal common name|animal name', 'string @animal'],
  ['dog breed', 'string @dog_breed'],
  ['pet name', 'string @pet_name'],
  ['chemical element|element', 'string @chemical_element'],
  ['color|colour|color name', 'string @color'],
  ['hex color|color hex', 'string @hex_color'],
  ['dish|food|meal', 'string @dish'],
  ['ingredient', 'string @ingredient'],
  ['fruit', 'string @fruit'],
  ['vegetable', 'string @vegetable'],
  ['cuisine', 'string @cuisine'],
  // Networks and files
  ['ip address v4|ipv4|ip address|ipv4 address', 'string @ipv4'],
  ['ip address v6|ipv6|ipv6 address', 'string @ipv6'],
  ['mac address|mac', 'string @mac'],
  ['domain name|domain|host name', 'string @domain'],
  ['top level domain|tld', 'string @top_level_domain'],
  ['url|website|web address', 'string @url'],
  ['avatar|dummy image url|image url|avatar url', 'string @image_url'],
  ['user agent|browser user agent', 'string @user_agent'],
  ['port|port number', 'integer @port'],
  ['http method', 'string @http_method'],
  ['http status|http status code', 'string @http_status'],
  ['mime type', 'string @mime_type'],
  ['file name|filename', 'string @file_name'],
  ['file extension', 'string @file_extension'],
  ['password|password hash|encrypted password|bcrypt hash', 'string @password_hash'],
  ['app name', 'string @app_name'],
  ['app version|version|semantic version', 'string @version'],
  ['md5|md5 hash', 'string @hex', { length: 32 }],
  ['sha1|sha1 hash', 'string @hex', { length: 40 }],
  ['sha256|sha256 hash', 'string @hex', { length: 64 }],
  ['slug', 'string @slug'],
  // Banking and finance
  ['credit card|credit card number|credit card #', 'string @credit_card'],
  ['credit card type', 'string @credit_card_type'],
  ['credit card cvv|cvv|cvc', 'string @cvv'],
  ['currency code', 'string @currency'],
  ['currency|currency name', 'string @currency_name'],
  ['currency symbol', 'string @currency_symbol'],
  ['money|amount|transaction amount', 'decimal(10,2) @amount'],
  ['price', 'decimal(10,2) @price'],
  ['iban', 'string @iban'],
  ['bic|swift code|swift bic', 'string @bic'],
  ['bank account number|account number', 'string @account_number'],
  ['bank routing number|routing number|aba routing number', 'string @routing_number'],
  ['account type|bank account type', 'string @account_type'],
  ['transaction type', 'string @transaction_type'],
  // Dates and times
  ['date', 'date @date'],
  ['time', 'time @time'],
  ['month|month name', 'string @month'],
  ['weekday|day of week|day name', 'string @weekday'],
  ['year', 'integer @year'],
  // Vehicles
  ['vin|car vin|vehicle identification number', 'string @vin'],
  ['car make|vehicle make|make', 'string @car_make'],
  ['car model|vehicle model|model', 'string @car_model'],
  ['car model year|vehicle model year|car year|vehicle year', 'integer @year'],
  ['license plate|licence plate', 'string @license'],
  ['odometer|mileage', 'integer @odometer'],
  ['fuel type', 'string @fuel_type'],
  ['vehicle type|body style', 'string @vehicle_type'],
  // Companies and products
  ['company|company name|fake company name', 'string @company'],
  ['company suffix', 'string @company_suffix'],
  ['industry', 'string @industry'],
  ['department|department corporate', 'string @department'],
  ['department retail|product category|category', 'string @product_category'],
  ['product|product name|product grocery', 'string @product_name'],
  ['product description', 'string @product_description'],
  ['brand|brand name|product brand', 'string @brand'],
  ['sku', 'string @sku'],
  ['ean|upc|barcode|gtin', 'string @ean'],
  ['isbn', 'string @isbn'],
  ['slogan|catch phrase|buzzword', 'string @catch_phrase'],
  ['bs', 'string @bs'],
  ['unit|unit of measure', 'string @unit'],
  // Languages, books, music
  ['language', 'string @language'],
  ['language code', 'string @language_code'],
  ['book title', 'string @book_title'],
  ['book author|author', 'string @book_author'],
  ['book genre', 'string @book_genre'],
  ['publisher', 'string @publisher'],
  ['song|song title', 'string @song_title'],
  ['album', 'string @album'],
  ['artist|music artist|band', 'string @music_artist'],
  ['music genre|genre', 'string @music_genre'],
  // Texts
  ['word|words', 'string @word'],
  ['sentence|sentences', 'string @sentence'],
  ['paragraph|paragraphs|text', 'string @paragraph'],
  ['adjective', 'string @adjective'],
  ['noun', 'string @word'],
  ['adverb', 'string @adverb'],
  ['verb', 'string @verb'],
  // Data types
  ['uuid|guid|uuid v4', 'uuid'],
  ['uuid v7', 'uuid @uuid_v7'],
  ['blank|null|empty', 'string @blank'],
  ['row number|autoincrement|auto increment', 'integer @sequence'],
  ['object|json', 'json'],
  ['binary|image|image binary', 'binary'],
  ['rating|stars', 'integer @rating'],
  ['percentage|percent', 'number @percentage'],
  ['quantity', 'integer @quantity'],
];

export const GENERATORS: ReadonlyMap<string, KnownGenerator> = new Map(
  NAMES.flatMap(([names, form, options]) =>
    names.split('|').map((name) => [folded(name), { form, ...(options === undefined ? {} : { options }) }] as const),
  ),
);
