/** Made-up banks: the code of four letters that IBANs and BICs have, and the name. */
export const banks: readonly { readonly code: string; readonly name: string }[] = `
ALDR Alder Bank, AMBR Amber Savings Bank, ANCH Anchor Mutual Bank, ARCD Arcadia Trust Bank, ASTR Aster Private Bank,
AURL Aurelia Bank, BAYS Bayside Savings Bank, BEAC Beacon Hill Bank, BLUE Blue Harbour Bank, BRDG Bridgewater Bank,
CEDR Cedar Grove Bank, CLAR Clarion Bank, COVE Covenant Credit Union, CRWN Crownfield Bank, DELT Delta Community Bank,
EAGL Eaglecrest Bank, EVRG Evergreen Savings Bank, FALC Falconbridge Bank, FRST First Meridian Bank, GATE Gateway Mutual Bank,
GLDN Golden Oak Bank, GRNT Granite Trust Bank, HART Hartwell Bank, HIGH Highland Cooperative Bank, IRON Ironwood Bank,
JUNI Juniper Bank, KEYS Keystone Union Bank, LAKE Lakeshore Savings Bank, LIBR Liberty Square Bank, LIND Linden Bank,
MAPL Maplewood Bank, MARI Mariner Bank, NORD Nordhaven Bank, NRTH Northgate Bank, OAKR Oakridge Bank, ORCH Orchard Valley Bank,
PALM Palmetto Trust Bank, PEAK Peak National Bank, PION Pioneer Mutual Bank, QUAR Quarry Bank, RIVR Riverstone Bank,
SEAB Seabright Bank, SILV Silverline Bank, STER Sterling Bridge Bank, SUMM Summit Cooperative Bank, TRIN Trinity Gate Bank,
VALE Valeview Bank, WEST Westmoor Savings Bank
`
  .trim()
  .split(/,\s+/)
  .map((entry) => ({ code: entry.slice(0, 4), name: entry.slice(5) }));
