/**
 * What the things are that entities and objects are called after. A rule of inference may hold for some kinds only: the
 * `name` of a person is another than that of a warehouse. A noun is written in the singular, in snake case.
 */
const KINDS: Readonly<Record<string, string>> = {
  person: `
    person people user customer client member employee worker staff patient teacher professor lecturer
    instructor tutor coach trainer doctor physician nurse dentist surgeon therapist caregiver contact lead prospect author
    writer editor reviewer reader subscriber follower friend guest visitor attendee participant speaker host owner manager
    supervisor director executive officer agent broker advisor consultant contractor freelancer candidate applicant recruit
    interviewer driver rider passenger pilot courier dispatcher technician engineer developer operator administrator admin
    moderator buyer seller shopper cashier clerk borrower beneficiary insured policyholder cardholder account_holder payer
    payee sender recipient receiver respondent subject voter citizen resident inhabitant parent  sibling spouse
    guardian relative dependent actor actress singer musician artist player athlete referee donor volunteer sponsor mentor
    mentee witness lawyer attorney judge defendant plaintiff accountant auditor analyst researcher scientist assistant
    receptionist farmer chef cook waiter human individual profile persona colleague coworker teammate creator assignee
    reporter requester approver landlord emergency_contact next_of_kin
  `,
  student: 'student undergraduate graduate',
  child: 'child pupil kid toddler minor',
  company: `
    company organization organisation org business enterprise corporation firm agency supplier vendor manufacturer merchant
    retailer wholesaler distributor partner competitor employer tenant carrier insurer publisher issuer provider customer_account
    business_unit subsidiary startup brand_owner contractor_company client_company legal_entity counterparty
  `,
  bank: 'bank financial_institution credit_union',
  ward: 'ward',
  branch: 'branch outlet',
  warehouse: 'warehouse depot distribution_center fulfillment_center stockroom',
  site: 'site location facility premises campus',
  school: 'school elementary_school high_school',
  university: 'university college institute',
  hospital: 'hospital clinic medical_center',
  pharmacy: 'pharmacy',
  plant: 'plant factory production_site',
  store: 'store shop point_of_sale',
  restaurant: 'restaurant cafe bar diner',
  hotel: 'hotel resort hostel',
  office: 'office headquarter',
  station: 'station stop bus_stop',
  airport: 'airport',
  airline: 'airline',
  city: 'city town municipality',
  state: 'state province',
  country: 'country nation',
  region: 'region area district zone territory',
  building: 'building tower',
  room: 'room meeting_room classroom lab laboratory',
  department: 'department dept division section',
  team: 'team squad group crew',
  club: 'club league',
  role: 'role user_role user_group',
  permission: 'permission privilege scope',
  plan: 'plan tier subscription_plan pricing_plan package membership',
  category: 'category product_category',
  product:
    'product item article good order_item line_item order_line cart_item inventory_item stock_item part component sku listing variant',
  brand: 'brand',
  book: 'book novel ebook',
  movie: 'movie film video',
  series: 'series show episode podcast',
  song: 'song track',
  album: 'album record_release',
  playlist: 'playlist',
  band: 'band music_artist',
  game: 'game',
  dish: 'dish recipe meal menu_item food',
  ingredient: 'ingredient',
  animal: 'animal pet dog cat horse',
  vehicle: 'vehicle car truck van bus bike motorcycle',
  vessel: 'ship boat vessel yacht',
  flight: 'flight',
  trip: 'trip ride route journey',
  property: 'property real_estate house apartment flat listing_property',
  device:
    'device sensor machine equipment asset meter gateway thermostat appliance terminal printer robot drone camera beacon',
  server: 'server host instance node vm container pod cluster',
  database: 'database schema',
  app: 'app application service microservice software platform website web_site api',
  file: 'file document attachment upload',
  folder: 'folder directory',
  project: 'project initiative program programme experiment study',
  task: 'task todo issue work_item story bug subtask milestone action_item',
  ticket: 'ticket support_ticket support_case case incident complaint',
  course: 'course module lesson class subject curriculum',
  exam: 'exam test quiz assessment assignment',
  event: 'event conference meeting webinar workshop concert',
  campaign: 'campaign promotion marketing_campaign ad advertisement',
  order: 'order purchase sale sales_order purchase_order cart basket checkout',
  invoice: 'invoice bill',
  payment: 'payment charge payout',
  refund: 'refund chargeback',
  transaction: 'transaction transfer ledger_entry journal_entry',
  shipment: 'shipment delivery parcel consignment',
  return: 'return rma',
  subscription: 'subscription',
  appointment: 'appointment booking reservation visit consultation',
  account: 'account bank_account',
  card: 'card credit_card debit_card payment_card',
  loan: 'loan mortgage credit',
  policy: 'policy insurance_policy',
  claim: 'claim insurance_claim',
  request: 'job_application loan_application admission enrolment_request request',
  enrollment: 'enrollment enrolment registration',
  job: 'job run build pipeline deployment job_run workflow execution batch import export sync backup scan',
  position: 'vacancy job_posting job_offer position opening',
  contract: 'contract agreement lease quote proposal offer deal opportunity',
  coupon: 'coupon voucher discount_code gift_card promo',
  post: 'post blog_post page blog news_item news tweet thread topic',
  comment: 'comment reply review feedback answer note',
  message: 'message email notification sms chat_message mail',
  conversation: 'conversation chat channel call phone_call',
  log: 'log log_entry log_line audit_log trace event_log error',
  session: 'session',
  address: 'address shipping_address billing_address',
  phone: 'phone telephone',
  language: 'language',
  currency: 'currency',
  tag: 'tag keyword topic_tag',
  color: 'color colour',
  medication: 'medication drug medicine prescription',
  diagnosis: 'diagnosis condition disease symptom',
  measurement: 'measurement reading observation vital vital_sign telemetry sample metric',
  weather: 'weather weather_reading forecast climate',
  question: 'question survey poll questionnaire',
};

const kinds = new Map<string, string>(
  Object.entries(KINDS).flatMap(([kind, nouns]) =>
    nouns
      .trim()
      .split(/\s+/)
      .map((noun): [string, string] => [noun, kind]),
  ),
);

/** Every kind there is. */
export const KIND_NAMES: readonly string[] = Object.keys(KINDS);

/**
 * The kind of a thing by the name of its entity or object in snake case, singular or plural, with whatever words before
 * it: `sales_orders` is an order. Undefined where the name is not known.
 */
export function kindOf(name: string): string | undefined {
  const words = name.split('_').filter((word) => word !== '');
  for (let first = 0; first < words.length; first++) {
    const rest = words.slice(first).join('_');
    const kind = kinds.get(rest) ?? kinds.get(singular(rest)) ?? kinds.get(rest.replace(/s$/, ''));
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** The singular of a name whose last word is a regular plural; others stay as they are. */
export function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(name)) return name.slice(0, -2);
  return /(?:ss|us|is)$/.test(name) ? name : name.replace(/s$/, '');
}
