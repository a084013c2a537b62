import { AHEAD, AHEAD_PREFIXES, AHEAD_SUFFIXES } from './ahead.ts';
import { expression, generator, type Rule, rule, TEXT, type TypeName } from './rule.ts';

const text = (name: string, names: string, kinds = ''): Rule => rule(names, TEXT, generator(name), kinds);

/** Texts that a generator makes. */
export const TEXT_RULES: readonly Rule[] = [
  // People.
  text(
    'full_name',
    'full_name fullname person_name holder cardholder recipient sender assignee reviewer instructor teacher doctor physician driver manager supervisor owner created_by updated_by modified_by assigned_to approved_by principal head dean director coach next_of_kin spouse guardian emergency_contact',
  ),
  text('first_name', 'first_name firstname given_name forename'),
  text('last_name', 'last_name lastname surname family_name maiden_name'),
  text('middle_name', 'middle_name middlename second_name'),
  text('user_name', 'user_name username nickname login screen_name user_handle handle nick'),
  text('initials', 'initials'),
  text('prefix', 'prefix name_prefix salutation honorific', 'person'),
  text('suffix', 'suffix name_suffix', 'person'),
  text('gender', 'gender sex'),
  text('email', 'email email_address e_mail mail email_'),
  text('job_title', 'job_title job occupation profession designation'),
  text('job_title', 'position'),
  text(
    'phone',
    'phone phone_number telephone tel mobile mobile_phone mobile_number cell cell_phone telephone_number fax fax_number contact_number phone_',
  ),
  text('blood_type', 'blood_type blood_group'),
  text('ssn', 'ssn social_security_number'),
  text('full_name', 'author', 'post comment message file'),

  // Places.
  text('city', 'city town city_name municipality hometown birthplace place_of_birth'),
  text('city', 'origin destination departure_city arrival_city', 'vehicle shipment'),
  text('airport_code', 'origin destination departure_airport arrival_airport iata airport_code iata_code'),
  text('city', 'location'),
  text('state', 'state region province state_name county'),
  text('postcode', 'postcode zip zip_code zipcode postal_code post_code postal'),
  text('country', 'country country_name nation nationality country_of_origin'),
  text('country_code', 'country_code country_iso iso_country country_code_alpha2 iso_code'),
  text('time_zone', 'time_zone timezone tz'),
  text('calling_code', 'calling_code country_calling_code dial_code dialing_code'),
  text('street_name', 'street_name streetname'),
  text('street', 'street street_address address_line address_line_1 address_line1 address1'),
  text('address', 'address full_address'),
  text('continent', 'continent'),
  text('airport', 'airport airport_name'),
  text('airline', 'airline airline_name'),
  text('language', 'language language_name native_language preferred_language'),
  text('language_code', 'lang language_code locale_code'),

  // Companies and products.
  text(
    'company',
    'company company_name organization organisation business_name employer legal_name trading_name supplier vendor manufacturer merchant',
  ),
  text('company_suffix', 'company_suffix legal_form legal_entity_type'),
  text('industry', 'industry sector company_industry'),
  text('department', 'department company_department dept'),
  text('catch_phrase', 'catch_phrase catchphrase slogan tagline'),
  text('bs', 'bs buzz_phrase company_bs'),
  text('product_name', 'product product_name item_name product_title item'),
  text('product_category', 'category product_type product_category subcategory'),
  text('product_description', 'product_description item_description'),
  text('product_description', 'description', 'product'),
  text('brand', 'brand brand_name product_brand make'),
  text('sku', 'sku article_number product_code'),
  text('isbn', 'isbn isbn13'),
  text('ean', 'ean ean13 barcode gtin'),

  // Vehicles.
  text('vin', 'vin vehicle_identification_number car_vin'),
  text('car_make', 'car_make vehicle_make car_manufacturer vehicle_manufacturer'),
  text('car_make', 'make manufacturer brand', 'vehicle'),
  text('car_model', 'car_model vehicle_model'),
  text('car_model', 'model', 'vehicle'),
  text('license', 'license license_plate licence_plate number_plate plate plate_number vehicle_registration vrm'),
  text('fuel_type', 'fuel_type fuel vehicle_fuel'),
  text('vehicle_type', 'vehicle_type car_type body_type'),

  // Internet and files.
  text('url', 'url website web_site homepage link uri site'),
  text(
    'image_url',
    'image_url avatar picture photo image avatar_url photo_url picture_url thumbnail thumbnail_url logo logo_url cover cover_url icon_url',
  ),
  text('domain', 'domain domain_name hostname host host_name server server_name'),
  text('ipv4', 'ipv4 ip ip_address ipv4_address ip_v4 source_ip remote_addr'),
  text('ipv6', 'ipv6 ipv6_address ip_v6'),
  text('mac', 'mac mac_address'),
  text('user_agent', 'user_agent useragent'),
  text('http_method', 'http_method request_method'),
  text('http_status', 'http_status http_status_code'),
  text('top_level_domain', 'top_level_domain tld'),
  text('mime_type', 'mime_type media_type content_type mimetype'),
  text('file_extension', 'file_extension extension'),
  text('file_name', 'file_name filename file original_filename'),
  text('version', 'version semver app_version firmware firmware_version software_version os_version'),
  text('app_name', 'app_name application_name app application'),
  text('slug', 'slug permalink'),
  text('hex_color', 'hex_color hex_colour color_hex colour_hex rgb_hex color_code'),
  text('color', 'color colour color_name eye_color hair_color'),
  text('hex', 'hex hex_string'),

  // Money.
  text('currency', 'currency currency_code'),
  text('currency_name', 'currency_name'),
  text('currency_symbol', 'currency_symbol symbol'),
  text('iban', 'iban'),
  text('bic', 'bic swift swift_code bic_code'),
  text('credit_card', 'credit_card credit_card_number card_number cc_number'),
  text('cvv', 'cvv cvc credit_card_cvv'),
  text('credit_card_type', 'credit_card_type card_type card_network card_brand'),
  text('account_number', 'account_number bank_account bank_account_number account'),
  text('account_type', 'account_type account_name'),
  text('routing_number', 'routing_number bank_routing_number'),
  text('transaction_type', 'transaction_type'),

  // Words and works.
  text('word', 'word noun keyword tag hashtag'),
  text('adjective', 'adjective'),
  text('adverb', 'adverb'),
  text('verb', 'verb'),
  text('lorem_word', 'lorem_word lorem'),
  text('words', 'words'),
  text('codename', 'codename code_name label project_name nick_name'),
  text(
    'sentence',
    'sentence lorem_sentence phrase comment comments message text question answer caption alt_text error_message feedback memo instructions',
  ),
  text('paragraph', 'paragraph lorem_paragraph paragraphs body content bio biography about review article'),
  text('description', 'description summary notes remarks note abstract details overview excerpt'),
  text('title', 'topic'),
  text('month', 'month month_name'),
  text('weekday', 'weekday day_of_week day_name'),
  text('book_title', 'book_title book'),
  text('book_author', 'book_author author'),
  text('book_genre', 'book_genre'),
  text('book_genre', 'genre', 'book'),
  text('publisher', 'publisher book_publisher'),
  text('song_title', 'song_title song song_name track track_name'),
  text('album', 'album music_album album_title'),
  text('music_artist', 'music_artist artist'),
  text('music_genre', 'music_genre genre'),
  text('dish', 'dish meal food'),
  text('ingredient', 'ingredient'),
  text('fruit', 'fruit'),
  text('vegetable', 'vegetable'),
  text('cuisine', 'cuisine'),
  text('animal', 'animal animal_type'),
  text('pet_name', 'pet_name pet'),
  text('dog_breed', 'dog_breed breed'),
  text('chemical_element', 'chemical_element'),
  text('unit', 'unit unit_of_measure uom'),
];

const at = (name: string, names: string, types: readonly TypeName[]): Rule => rule(names, types, generator(name));

const born = (kind: string, ago: string): readonly Rule[] => [
  rule('birth_date birthdate birthday date_of_birth dob', ['date'], expression(`today() - ${ago}`), kind),
];

/** What happens to few things: most of these are null. */
const RARE =
  'deleted_at deleted_on archived_at removed_at cancelled_at canceled_at banned_at suspended_at revoked_at refunded_at terminated_at termination_date date_of_death death_date deceased_at';

/** Dates and times, keys, and what has no other place. */
export const TIME_RULES: readonly Rule[] = [
  ...born('animal', 'days(random_int(60, 5500))'),
  ...born('child', 'days(random_int(1100, 6570))'),
  ...born('student', 'days(6210 + floor(random() * random() * 9000))'),
  at('birth_date', 'birth_date birthdate birthday date_of_birth dob', ['date', 'string', 'timestamp']),
  rule(RARE, ['timestamp'], expression('if(random() < 0.06, now() - seconds(random_int(0, 31535999)), null)')),
  rule(RARE, ['date'], expression('if(random() < 0.06, today() - days(random_int(1, 365)), null)')),
  rule(
    'hire_date hired_at hired_on date_hired',
    ['date'],
    expression('today() - days(floor(random() * random() * 9000))'),
  ),
  at('future', `${AHEAD} ${[...AHEAD_PREFIXES, ...AHEAD_SUFFIXES].join(' ')}`, ['timestamp', 'date']),
  at('future', 'future future_date soon', ['timestamp', 'string', 'date']),
  at('recent', 'recent recent_date last_seen last_seen_at last_login last_login_at last_active_at last_activity', [
    'timestamp',
    'date',
  ]),
  at('recent', 'recent recent_date', ['string']),
  at('timestamp', 'timestamp datetime date_time past', ['timestamp', 'string', 'date']),
  at('date', 'date calendar_date', ['date', 'string', 'timestamp']),
  at('time', 'time time_of_day', ['time', 'string']),
  at('timestamp', '_at _on _date _time _datetime _timestamp last_ created updated modified', ['timestamp']),
  at('date', '_at _on _date _datetime', ['date']),
  at('timestamp', '_at _datetime _timestamp', ['string']),
  at('date', '_on _date', ['string']),
  at('time', '_time _at', ['time']),
  at('time', '_time', ['string']),
  at('uuid', 'uuid guid uuid4 uuid_v4', ['uuid', 'string']),
  at('uuid_v7', 'uuid_v7 uuid7', ['uuid', 'string']),
  at('uuid', '_id _uuid _guid', ['uuid', 'string']),
  at('boolean', 'boolean bool flag', ['boolean', 'string']),
  at('json', 'json_object metadata payload', ['json']),
  at('binary', 'bytes blob', ['binary']),
];
