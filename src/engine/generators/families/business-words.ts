/** First halves of made-up business names, and second halves. */
export const NAME_STARTS =
  'Amber Ash Birch Black Blue Bright Clear Cloud Copper Crest Crown Dawn Deep East Ever Fair Falcon Fox Gold Granite ' +
  'Green Grey Harbor High Iron Lake Light Maple Meadow Moon New North Oak Open Pine Quick Red River Rock Silver Sky ' +
  'Snow South Spring Stone Summit Sun Swift True West White Wild Wolf';
export const NAME_ENDS =
  'bridge brook cliff field ford forge gate grove haven hill land leaf line mark mill path peak point port ridge root ' +
  'side spark star stead stream vale view wave way well wind works yard';

/** What a business does, as it is in its name, and its industry. */
export const TRADES: readonly (readonly [string, string])[] = [
  ['Analytics', 'Computer Software'],
  ['Bank', 'Banking'],
  ['Biotech', 'Biotechnology'],
  ['Builders', 'Construction'],
  ['Capital', 'Financial Services'],
  ['Chemicals', 'Chemicals'],
  ['Consulting', 'Consulting'],
  ['Design', 'Architecture'],
  ['Electronics', 'Consumer Electronics'],
  ['Energy', 'Energy'],
  ['Engineering', 'Machinery'],
  ['Farms', 'Agriculture'],
  ['Foods', 'Food and Beverages'],
  ['Freight', 'Transportation'],
  ['Furniture', 'Furniture'],
  ['Health', 'Health Care'],
  ['Hotels', 'Hospitality'],
  ['Insurance', 'Insurance'],
  ['Logistics', 'Logistics'],
  ['Manufacturing', 'Manufacturing'],
  ['Marketing', 'Marketing and Advertising'],
  ['Media', 'Media'],
  ['Medical', 'Medical Devices'],
  ['Motors', 'Automotive'],
  ['Outfitters', 'Apparel'],
  ['Packaging', 'Packaging'],
  ['Pharma', 'Pharmaceuticals'],
  ['Press', 'Publishing'],
  ['Properties', 'Real Estate'],
  ['Security', 'Security'],
  ['Software', 'Computer Software'],
  ['Solar', 'Renewable Energy'],
  ['Staffing', 'Staffing'],
  ['Systems', 'Computer Hardware'],
  ['Telecom', 'Telecommunications'],
  ['Textiles', 'Textiles'],
  ['Travel', 'Tourism'],
];

/** What follows a business's name. */
export const FORMS = ['Inc.', 'LLC', 'Ltd.', 'Corp.', 'Group', 'Co.'];

/** Sectors of the stock market, and the industries that belong to them; those that are in none are of the last. */
export const SECTORS: readonly (readonly [string, readonly string[]])[] = `
Basic Materials: Building Materials, Chemicals, Mining, Packaging
Communication Services: Broadcasting, Entertainment, Internet, Marketing and Advertising, Media, Publishing, Telecommunications
Consumer Discretionary: Apparel, Automotive, Consumer Electronics, Furniture, Hospitality, Leisure, Restaurants, Retail, Sports, Textiles, Tourism
Consumer Staples: Agriculture, Cosmetics, Food and Beverages
Energy: Energy
Finance: Accounting, Banking, Financial Services, Insurance, Venture Capital
Health Care: Biotechnology, Health Care, Medical Devices, Pharmaceuticals
Real Estate: Architecture, Construction, Real Estate
Technology: Computer Hardware, Computer Software, Security
Utilities: Renewable Energy, Utilities, Waste Management
Industrials: Aerospace, Defense, Logistics, Machinery, Manufacturing, Shipbuilding, Transportation, Warehousing, Wholesale
`
  .trim()
  .split('\n')
  .map((line) => {
    const [sector, industries] = line.split(': ');
    return [sector, industries.split(', ')] as const;
  });
export const OTHER_SECTOR = 'Industrials';
