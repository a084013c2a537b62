/** When clocks of a time zone are an hour ahead: from and to a Sunday of a month. */
export type ClockRule = 'never' | 'europe' | 'america' | 'australia' | 'new_zealand';

/** The clock of a time zone by the rules of today, which hold for all years. */
export interface TimeZone {
  /** Minutes ahead of UTC, outside of daylight saving time. */
  readonly standard: number;
  readonly rule: ClockRule;
}

const GROUPS: readonly (readonly [standard: number, rule: ClockRule, names: string])[] = [
  [0, 'never', 'UTC Africa/Abidjan Africa/Accra Africa/Dakar Atlantic/Reykjavik'],
  [0, 'europe', 'Europe/London Europe/Dublin Europe/Lisbon Atlantic/Canary Atlantic/Madeira'],
  [
    60,
    'europe',
    'Europe/Amsterdam Europe/Andorra Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest ' +
      'Europe/Copenhagen Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco ' +
      'Europe/Oslo Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo ' +
      'Europe/Skopje Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw ' +
      'Europe/Zagreb Europe/Zurich',
  ],
  [60, 'never', 'Africa/Algiers Africa/Lagos Africa/Tunis'],
  [
    120,
    'europe',
    'Asia/Nicosia Europe/Athens Europe/Bucharest Europe/Helsinki Europe/Kyiv Europe/Mariehamn Europe/Riga ' +
      'Europe/Sofia Europe/Tallinn Europe/Vilnius',
  ],
  [120, 'never', 'Africa/Johannesburg Africa/Maputo'],
  [180, 'never', 'Africa/Nairobi Asia/Kuwait Asia/Qatar Asia/Riyadh Europe/Istanbul Europe/Minsk Europe/Moscow'],
  [240, 'never', 'Asia/Dubai'],
  [300, 'never', 'Asia/Karachi Asia/Tashkent'],
  [330, 'never', 'Asia/Colombo Asia/Kolkata'],
  [345, 'never', 'Asia/Kathmandu'],
  [360, 'never', 'Asia/Dhaka'],
  [420, 'never', 'Asia/Bangkok Asia/Ho_Chi_Minh Asia/Jakarta'],
  [
    480,
    'never',
    'Asia/Hong_Kong Asia/Kuala_Lumpur Asia/Manila Asia/Shanghai Asia/Singapore Asia/Taipei Australia/Perth',
  ],
  [540, 'never', 'Asia/Seoul Asia/Tokyo'],
  [570, 'never', 'Australia/Darwin'],
  [570, 'australia', 'Australia/Adelaide'],
  [600, 'never', 'Australia/Brisbane'],
  [600, 'australia', 'Australia/Hobart Australia/Melbourne Australia/Sydney'],
  [720, 'new_zealand', 'Pacific/Auckland'],
  [-180, 'never', 'America/Argentina/Buenos_Aires America/Montevideo America/Sao_Paulo'],
  [-210, 'america', 'America/St_Johns'],
  [-240, 'america', 'America/Halifax'],
  [-240, 'never', 'America/Caracas America/La_Paz America/Puerto_Rico'],
  [-300, 'america', 'America/Detroit America/New_York America/Toronto'],
  [-300, 'never', 'America/Bogota America/Jamaica America/Lima America/Panama'],
  [-360, 'america', 'America/Chicago America/Winnipeg'],
  [-360, 'never', 'America/Costa_Rica America/Guatemala America/Mexico_City'],
  [-420, 'america', 'America/Boise America/Denver America/Edmonton'],
  [-420, 'never', 'America/Phoenix'],
  [-480, 'america', 'America/Los_Angeles'],
  [-540, 'america', 'America/Anchorage'],
  [-600, 'never', 'Pacific/Honolulu'],
];

/** Time zones by their IANA names. */
export const TIME_ZONES: ReadonlyMap<string, TimeZone> = new Map(
  GROUPS.flatMap(([standard, rule, names]) => names.split(' ').map((name) => [name, { standard, rule }] as const)),
);
