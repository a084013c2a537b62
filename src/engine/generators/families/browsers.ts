import { lazy } from '../lazy.ts';
import type { Columns } from '../../data/tables.ts';
import type { FamilyTable } from './tables.ts';

/** A user agent string, whose it is, and how often it is drawn next to the others. */
type Agent = readonly [agent: string, browser: string, version: string, os: string, weight: number];

const range = (low: number, high: number): readonly number[] =>
  Array.from({ length: high - low + 1 }, (_, i) => low + i);

const [FIRST_CHROME, LAST_CHROME] = [110, 142];
/** Before 120, Firefox says another number after `rv:` than its own. */
const [FIRST_FIREFOX, LAST_FIREFOX] = [120, 145];

/** Chromium sends the same platforms whatever the release of the system is. */
const CHROMIUM_DESKTOPS = [
  ['Windows NT 10.0; Win64; x64', 'Windows', 12],
  ['Macintosh; Intel Mac OS X 10_15_7', 'macOS', 4],
  ['X11; Linux x86_64', 'Linux', 2],
  ['X11; CrOS x86_64 14541.0.0', 'ChromeOS', 1],
] as const;
const FIREFOX_DESKTOPS = [
  ['Windows NT 10.0; Win64; x64', 'Windows', 4],
  ['Macintosh; Intel Mac OS X 10.15', 'macOS', 1],
  ['X11; Linux x86_64', 'Linux', 1],
  ['X11; Ubuntu; Linux x86_64', 'Linux', 1],
] as const;
/** Opera and Samsung Internet, and the Chromium that they are made of. */
const OPERAS = [[114, 128], [116, 131], [117, 132], [118, 133], [119, 134], [120, 135], [121, 137], [122, 138], [123, 139], [124, 140]] as const; // prettier-ignore
const SAMSUNGS = [[23, 115], [24, 117], [25, 121], [26, 122], [27, 125], [28, 130], [29, 136]] as const; // prettier-ignore
/** Releases of Safari, and the system that iPhones say beside them: from 26 on it is always 18.6. */
const SAFARIS = '16.0 16.1 16.2 16.3 16.4 16.5 16.6 17.0 17.1 17.2 17.3 17.4 17.5 17.6 18.0 18.1 18.2 18.3 18.4 18.5 18.6 26.0 26.1'.split(' '); // prettier-ignore
const CHROMES_OF_IOS = ['138.0.7204.156', '139.0.7258.76', '140.0.7339.101', '141.0.7390.41', '142.0.7444.77'];

const KHTML = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const WEBKIT = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';

/** How much oftener the newest of some releases is drawn than the oldest. */
function share(i: number, count: number, most: number): number {
  return 1 + Math.floor((most * i * i) / (count * count));
}

function* chromium(): Generator<Agent> {
  const versions = range(FIRST_CHROME, LAST_CHROME);
  for (const [i, version] of versions.entries()) {
    const full = `${version}.0.0.0`;
    const often = share(i, versions.length, 12);
    for (const [platform, os, weight] of CHROMIUM_DESKTOPS) {
      const agent = `Mozilla/5.0 (${platform}) ${KHTML} Chrome/${full} Safari/537.36`;
      yield [agent, 'Chrome', full, os, often * weight];
      if (os === 'Windows' || os === 'macOS')
        yield [`${agent} Edg/${full}`, 'Edge', full, os, often * (weight > 4 ? 2 : 1)];
    }
    const mobile = `Mozilla/5.0 (Linux; Android 10; K) ${KHTML} Chrome/${full} Mobile Safari/537.36`;
    yield [mobile, 'Chrome', full, 'Android', often * 14];
  }
  for (const [opera, chrome] of OPERAS) {
    for (const [platform, os] of CHROMIUM_DESKTOPS.slice(0, 2)) {
      const agent = `Mozilla/5.0 (${platform}) ${KHTML} Chrome/${chrome}.0.0.0 Safari/537.36 OPR/${opera}.0.0.0`;
      yield [agent, 'Opera', `${opera}.0.0.0`, os, 2];
    }
  }
  for (const [samsung, chrome] of SAMSUNGS) {
    const agent = `Mozilla/5.0 (Linux; Android 10; K) ${KHTML} SamsungBrowser/${samsung}.0 Chrome/${chrome}.0.0.0 Mobile Safari/537.36`;
    yield [agent, 'Samsung Internet', `${samsung}.0`, 'Android', 6];
  }
}

function* firefox(): Generator<Agent> {
  const versions = range(FIRST_FIREFOX, LAST_FIREFOX);
  for (const [i, version] of versions.entries()) {
    const full = `${version}.0`;
    const often = share(i, versions.length, 8);
    for (const [platform, os, weight] of FIREFOX_DESKTOPS) {
      yield [
        `Mozilla/5.0 (${platform}; rv:${full}) Gecko/20100101 Firefox/${full}`,
        'Firefox',
        full,
        os,
        often * weight,
      ];
    }
    for (const android of range(11, 16)) {
      yield [
        `Mozilla/5.0 (Android ${android}; Mobile; rv:${full}) Gecko/${full} Firefox/${full}`,
        'Firefox',
        full,
        'Android',
        1,
      ];
    }
  }
}

function* webkit(): Generator<Agent> {
  for (const [i, version] of SAFARIS.entries()) {
    const often = share(i, SAFARIS.length, 12);
    const system = version.startsWith('26.') ? '18_6' : version.replace('.', '_');
    yield [
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/${version} Safari/605.1.15`,
      'Safari',
      version,
      'macOS',
      often * 6,
    ];
    const end = `like Mac OS X) ${WEBKIT} Version/${version} Mobile/15E148 Safari/604.1`;
    yield [`Mozilla/5.0 (iPhone; CPU iPhone OS ${system} ${end}`, 'Safari', version, 'iOS', often * 20];
    yield [`Mozilla/5.0 (iPad; CPU OS ${system} ${end}`, 'Safari', version, 'iPadOS', often * 2];
  }
  for (const version of CHROMES_OF_IOS) {
    for (const system of ['17_6', '18_4', '18_5', '18_6']) {
      const agent = `Mozilla/5.0 (iPhone; CPU iPhone OS ${system} like Mac OS X) ${WEBKIT} CriOS/${version} Mobile/15E148 Safari/604.1`;
      yield [agent, 'Chrome', version, 'iOS', 8];
    }
  }
}

const columns = lazy((): Columns => {
  const agents = [...chromium(), ...firefox(), ...webkit()];
  return {
    agent: agents.map(([agent]) => agent),
    browser: agents.map(([, browser]) => browser),
    version: agents.map(([, , version]) => version),
    os: agents.map(([, , , os]) => os),
    weight: agents.map(([, , , , weight]) => String(weight)),
  };
});

/** Browsers in the forms that they have sent since user agent strings were reduced: their versions belong to their systems. */
export const browsers: FamilyTable = { record: 'browser', columns };
