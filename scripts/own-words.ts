/** Word lists of our own, where the sources have none or none that people would believe. */

/** Make, then its models. */
const CARS = `
Alfa Romeo: Giulia, Giulietta, MiTo, Stelvio, Tonale
Aston Martin: DB11, DBX, Vantage
Audi: A1, A3, A4, A5, A6, A8, Q3, Q5, Q7, TT, e-tron
BMW: 118i, 320i, 520d, 740i, M3, X1, X3, X5, Z4, i3, i4
BYD: Atto 3, Dolphin, Han, Seal
Bentley: Bentayga, Continental GT, Flying Spur
Bugatti: Chiron, Veyron
Buick: Enclave, Encore, LaCrosse, Regal
Cadillac: ATS, CTS, Escalade, XT5, XTS
Chevrolet: Bolt, Camaro, Colorado, Corvette, Cruze, Equinox, Impala, Malibu, Silverado, Suburban, Tahoe, Volt
Chrysler: 300, LeBaron, PT Cruiser, Pacifica
Citroën: Berlingo, C1, C3, C4, C5 Aircross
Cupra: Ateca, Born, Formentor
Dacia: Duster, Jogger, Logan, Sandero, Spring
Dodge: Challenger, Charger, Durango, Grand Caravan
Ferrari: 296 GTB, 488, F8 Tributo, Portofino, Roma
Fiat: 500, Doblò, Panda, Punto, Tipo
Ford: Bronco, Escape, Expedition, Explorer, F-150, Fiesta, Focus, Fusion, Kuga, Mustang, Puma, Ranger, Transit
GMC: Acadia, Canyon, Sierra, Terrain, Yukon
Honda: Accord, CR-V, Civic, Fit, HR-V, Odyssey, Pilot, Ridgeline
Hyundai: Elantra, IONIQ 5, Kona, Palisade, Santa Fe, Sonata, Tucson, i10, i20, i30
Infiniti: Q50, QX50, QX60
Jaguar: E-Pace, F-Pace, F-Type, I-Pace, XE, XF
Jeep: Cherokee, Compass, Gladiator, Grand Cherokee, Renegade, Wrangler
Kia: Ceed, EV6, Niro, Optima, Picanto, Rio, Sorento, Soul, Sportage, Telluride
Lamborghini: Aventador, Countach, Gallardo, Huracán, Murciélago, Urus
Land Rover: Defender, Discovery, Freelander, Range Rover, Range Rover Evoque
Lexus: CT, ES, IS, LS, NX, RX, UX
Mahindra: Bolero, Scorpio, Thar, XUV700
Maruti Suzuki: Alto, Baleno, Dzire, Ertiga, WagonR
Maserati: Ghibli, Grecale, Levante, MC20, Quattroporte
Mazda: 2, 3, 6, CX-3, CX-30, CX-5, CX-9, MX-5
Mercedes-Benz: A-Class, B-Class, C-Class, CLA, E-Class, EQC, G-Class, GLA, GLC, S-Class, Sprinter, Vito
MG: HS, MG3, MG4, MG5, ZS
Mini: Clubman, Cooper, Countryman
Mitsubishi: ASX, Eclipse Cross, L200, Outlander, Pajero
NIO: EL7, ES8, ET5, ET7
Nissan: Altima, Ariya, Juke, Leaf, Micra, Navara, Pathfinder, Qashqai, Rogue, Sentra, X-Trail
Opel: Astra, Corsa, Grandland, Insignia, Mokka
Peugeot: 108, 208, 2008, 3008, 308, 5008, 508, Partner
Polestar: 1, 2, 3, 4
Porsche: 718 Boxster, 718 Cayman, 911, Cayenne, Macan, Panamera, Taycan
Ram: 1500, 2500, ProMaster
Renault: Captur, Clio, Kadjar, Kangoo, Mégane, Scénic, Twingo, Zoe
Rivian: R1S, R1T
Rolls-Royce: Cullinan, Ghost, Phantom, Wraith
SEAT: Arona, Ateca, Ibiza, Leon, Tarraco
Škoda: Enyaq, Fabia, Kamiq, Karoq, Kodiaq, Octavia, Superb
Smart: #1, #3, Forfour, Fortwo
Subaru: Ascent, Crosstrek, Forester, Impreza, Legacy, Outback, WRX
Suzuki: Ignis, Jimny, S-Cross, Swift, Vitara
Tata: Altroz, Harrier, Nexon, Punch, Safari
Tesla: Cybertruck, Model 3, Model S, Model X, Model Y, Roadster
Toyota: 4Runner, Auris, Avalon, Aygo, C-HR, Camry, Corolla, Highlander, Hilux, Land Cruiser, Prius, RAV4, Sienna, Tacoma, Yaris
Vauxhall: Astra, Corsa, Insignia, Mokka, Vivaro
Volkswagen: Arteon, Atlas, Beetle, Caddy, Golf, ID.3, ID.4, Jetta, Passat, Polo, T-Cross, T-Roc, Tiguan, Touareg, Transporter, up!
Volvo: C40, EX30, S60, S90, V60, V90, XC40, XC60, XC90
`;

const JOB_TITLES = `
Account Executive, Account Manager, Accountant, Accounts Payable Clerk, Actuary, Administrative Assistant,
Aerospace Engineer, Air Traffic Controller, Architect, Art Director, Attorney, Auditor, Backend Developer, Baker,
Bank Teller, Barista, Biologist, Bookkeeper, Brand Manager, Bus Driver, Business Analyst, Business Development Manager,
Butcher, Buyer, Call Center Agent, Carpenter, Cashier, Chef, Chemical Engineer, Chemist, Chief Executive Officer,
Chief Financial Officer, Chief Operating Officer, Chief Technology Officer, Civil Engineer, Claims Adjuster,
Cloud Engineer, Communications Manager, Compliance Officer, Construction Manager, Content Writer, Controller,
Copywriter, Credit Analyst, Customer Service Representative, Customer Success Manager, Data Analyst, Data Engineer,
Data Scientist, Database Administrator, Delivery Driver, Dental Hygienist, Dentist, DevOps Engineer, Dietitian,
Economist, Editor, Electrical Engineer, Electrician, Engineering Manager, Environmental Engineer, Event Planner,
Executive Assistant, Facilities Manager, Fashion Designer, Financial Advisor, Financial Analyst, Firefighter,
Fitness Trainer, Flight Attendant, Florist, Frontend Developer, Full Stack Developer, Gardener, General Practitioner,
Geologist, Graphic Designer, Hairdresser, Head of Marketing, Head of Sales, Help Desk Technician, Hotel Manager,
Human Resources Generalist, Human Resources Manager, Industrial Designer, Information Security Analyst,
Insurance Agent, Interior Designer, Interpreter, Investment Banker, Journalist, Key Account Manager,
Laboratory Technician, Legal Assistant, Librarian, Loan Officer, Logistics Coordinator, Machine Learning Engineer,
Machine Operator, Machinist, Maintenance Technician, Management Consultant, Marketing Coordinator, Marketing Manager,
Mechanic, Mechanical Engineer, Media Planner, Medical Assistant, Midwife, Mobile Developer, Network Administrator,
Nurse, Nurse Practitioner, Occupational Therapist, Office Manager, Operations Analyst, Operations Manager, Optician,
Painter, Paralegal, Paramedic, Payroll Specialist, Pediatrician, Pharmacist, Pharmacy Technician, Photographer,
Physical Therapist, Physician, Physicist, Pilot, Plumber, Police Officer, Postal Worker, Procurement Manager,
Product Designer, Product Manager, Product Owner, Production Manager, Production Planner, Professor, Project Manager,
Property Manager, Psychologist, Public Relations Manager, Purchasing Agent, Quality Assurance Engineer,
Quality Manager, Radiologist, Real Estate Agent, Receptionist, Recruiter, Research Assistant, Research Scientist,
Restaurant Manager, Risk Manager, Roofer, Sales Assistant, Sales Engineer, Sales Manager, Sales Representative,
School Counselor, School Principal, Scrum Master, Security Guard, Security Officer, Site Reliability Engineer,
Social Media Manager, Social Worker, Software Architect, Software Engineer, Solutions Architect, Speech Therapist,
Statistician, Store Manager, Structural Engineer, Supply Chain Analyst, Supply Chain Manager, Support Engineer,
Surgeon, Surveyor, Systems Administrator, Systems Analyst, Tailor, Tax Advisor, Teacher, Technical Writer,
Telecommunications Engineer, Test Engineer, Tour Guide, Train Driver, Translator, Travel Agent, Treasurer,
Truck Driver, Underwriter, Urban Planner, User Experience Designer, User Experience Researcher, Veterinarian,
Video Editor, Waiter, Warehouse Manager, Warehouse Worker, Web Designer, Web Developer, Welder
`;

const INDUSTRIES = `
Accounting, Aerospace, Agriculture, Apparel, Architecture, Automotive, Banking, Biotechnology, Broadcasting,
Building Materials, Chemicals, Computer Hardware, Computer Software, Construction, Consulting, Consumer Electronics,
Cosmetics, Defense, Education, Energy, Entertainment, Environmental Services, Facilities Services, Financial Services,
Food and Beverages, Furniture, Government, Health Care, Hospitality, Human Resources, Insurance, Internet,
Legal Services, Leisure, Logistics, Machinery, Manufacturing, Marketing and Advertising, Media, Medical Devices,
Mining, Nonprofit, Packaging, Pharmaceuticals, Publishing, Real Estate, Renewable Energy, Restaurants, Retail,
Security, Shipbuilding, Sports, Staffing, Telecommunications, Textiles, Tourism, Transportation, Utilities,
Venture Capital, Warehousing, Waste Management, Wholesale
`;

const DEPARTMENTS = `
Accounting, Business Development, Compliance, Customer Service, Data, Design, Engineering, Facilities, Finance,
Human Resources, Information Technology, Legal, Logistics, Marketing, Operations, Procurement, Product Management,
Production, Public Relations, Quality Assurance, Research and Development, Sales, Security, Strategy, Support, Training
`;

const PRODUCT_DESCRIPTIONS = `
A {{word.adjective}} {{commerce.product}} for every day, made of {{commerce.productMaterial}}.
Built to last: {{commerce.product}} with a {{color.name}} finish and a two-year warranty.
Lightweight {{commerce.product}} in {{color.name}}, easy to clean and ready to use.
Our best-selling {{commerce.product}}, now available in {{color.name}}.
The classic {{commerce.product}}, redesigned with {{commerce.productMaterial}} details.
This {{commerce.product}} comes in {{color.name}} and {{color.name}} and ships within two days.
`;

/** Currencies that the place table uses and faker does not list: code, name, symbol, numeric code. */
const CURRENCIES = `
XCG|Caribbean Guilder|Cg|532
ZWG|Zimbabwe Gold|ZiG|924
`;

function list(text: string): string[] {
  return text.split(/[,\n]/).flatMap((entry) => entry.trim() || []);
}

function lines(text: string): string[] {
  return text.trim().split('\n');
}

/** One row a model; makes in the order of the list. */
export const cars: readonly { readonly make: string; readonly model: string }[] = lines(CARS).flatMap((line) => {
  const [make, models] = line.split(': ');
  return list(models).map((model) => ({ make, model }));
});
/** Titles as they stand in contracts. */
export const jobTitles: readonly string[] = list(JOB_TITLES);
/** Branches of trade. */
export const industries: readonly string[] = list(INDUSTRIES);
/** Departments of a company, as opposed to those of a shop. */
export const companyDepartments: readonly string[] = list(DEPARTMENTS);
/** Sentences to add to faker's. */
export const productDescriptions: readonly string[] = lines(PRODUCT_DESCRIPTIONS);
/** Currencies to add to faker's. */
export const currencies: readonly { code: string; name: string; symbol: string; numericCode: string }[] = lines(
  CURRENCIES,
).map((line) => {
  const [code, name, symbol, numericCode] = line.split('|');
  return { code, name, symbol, numericCode };
});
/** January first, Monday first: faker's lists are in alphabetical order. */
export const months = list(
  'January, February, March, April, May, June, July, August, September, October, November, December',
);
/** Monday first. */
export const weekdays = list('Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday');
