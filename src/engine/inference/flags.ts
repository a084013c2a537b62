import { BOOLEAN, generator, type Rule, rule, split } from './rule.ts';

const flags = (share: number, names: string): Rule => rule(names, BOOLEAN, generator('boolean', { share }));

/** Prefixes that make any name a boolean. */
export const FLAG_PREFIXES: readonly string[] = split(
  'is_ has_ can_ was_ should_ allow_ allows_ requires_ needs_ did_ does_ wants_',
);

/** The share of true. A rule without prefix is for `active` and for `is_active`. */
export const FLAG_RULES: readonly Rule[] = [
  flags(0.9, 'active enabled available in_stock visible valid healthy online alive operational'),
  flags(0.82, 'verified email_verified phone_verified confirmed approved success successful passed present'),
  flags(
    0.88,
    'published public completed complete processed delivered paid shipped sent received taxable open current',
  ),
  flags(
    0.7,
    'read seen opened employed insured auto_renew done notifications_enabled subscribed accepted weekday business_day',
  ),
  flags(0.95, 'accepted_terms terms_accepted tos_accepted agreed_to_terms adult vaccinated'),
  flags(
    0.35,
    'opt_in newsletter newsletter_subscribed marketing_consent marketing_opt_in opted_in consent two_factor_enabled mfa_enabled two_factor',
  ),
  flags(0.3, 'default primary favorite recurring remote children holiday_season'),
  flags(
    0.2,
    'featured on_sale discounted promoted premium vip gift new smoker private pinned weekend holiday returning furnished returned',
  ),
  flags(0.05, 'admin superuser staff moderator owner internal test demo bot external'),
  flags(
    0.04,
    'deleted archived hidden locked blocked suspended disabled banned cancelled canceled refunded expired duplicate removed revoked voided discontinued',
  ),
  flags(
    0.02,
    'error failed failure overdue outlier anomaly anomalous spam flagged late damaged defective broken critical deceased retired',
  ),
  flags(0.01, 'fraud fraudulent suspicious compromised chargeback leaked'),
  flags(0.15, 'urgent emergency draft pending waiting overtime'),
  flags(0.5, 'male female'),
  flags(0.35, `${FLAG_PREFIXES.join(' ')} _flag _enabled _allowed _required`),
];
