/*
 * Elementary functions that give the same bits on every machine: Math.log, exp and pow may differ between engines and
 * versions, these use only + - * / and the bits of a double. Ports of fdlibm 5.3 (Sun Microsystems, 1993 and 2004:
 * "Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is
 * preserved."), files e_log.c, e_exp.c, e_pow.c, e_rem_pio2.c, k_sin.c and k_cos.c. Errors stay below one unit in the last place.
 */

const double = new Float64Array(1);
/** [0] is the low word, [1] the high one: typed arrays are little-endian wherever V8 runs for us. */
const words = new Int32Array(double.buffer);

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** The natural logarithm; -Infinity at 0, NaN below it. */
export function log(x: number): number {
  double[0] = x;
  let high = words[1];
  let k = 0;
  if (high < 0x00100000) {
    if (x === 0) return -Infinity;
    if (high < 0) return NaN;
    k = -54;
    double[0] = x * 18014398509481984;
    high = words[1];
  }
  if (high >= 0x7ff00000) return x;
  k += (high >> 20) - 1023;
  high &= 0x000fffff;
  const carry = (high + 0x95f64) & 0x100000;
  words[1] = high | (carry ^ 0x3ff00000);
  k += carry >> 20;
  const f = double[0] - 1;
  if ((0x000fffff & (2 + high)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
    const r = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - r : k * LN2_HIGH - (r - k * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const t1 = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const t2 = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605106586)));
  const r = t2 + t1;
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const half = 0.5 * f * f;
    if (k === 0) return f - (half - s * (half + r));
    return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f);
  }
  if (k === 0) return f - s * (f - r);
  return k * LN2_HIGH - (s * (f - r) - k * LN2_LOW - f);
}

/** e to the x: 0 below -745.13, Infinity above 709.78. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019411) return 0;
  // The one argument whose last bit everybody would notice.
  if (x === 1) return Math.E;
  const k = Math.trunc(x * Math.LOG2E + (x < 0 ? -0.5 : 0.5));
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const c = r - tail(r * r);
  return scale(1 - (low - (r * c) / (2 - c) - high), k);
}

function tail(t: number): number {
  return (
    t *
    (0.16666666666666602 +
      t *
        (-0.0027777777777015593 +
          t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))))
  );
}

/** y * 2^k for k from -1075 to 1024. */
function scale(y: number, k: number): number {
  if (k > 1023) return y * 2 * twoTo(k - 1);
  return k < -1022 ? y * twoTo(k + 200) * 6.223015277861142e-61 : y * twoTo(k);
}

function twoTo(k: number): number {
  words[0] = 0;
  words[1] = (k + 1023) << 20;
  return double[0];
}

/** The double without the lower half of its bits, so that a product of two such is exact. */
function head(x: number): number {
  double[0] = x;
  words[0] = 0;
  return double[0];
}

/** x to the y, for finite x > 0 and |y| up to 2^31: 0 and Infinity where the result leaves the doubles. */
export function pow(x: number, y: number): number {
  let ax = x;
  let n = 0;
  if (ax < 2.2250738585072014e-308) {
    ax *= 9007199254740992;
    n = -53;
  }
  double[0] = ax;
  let high = words[1];
  n += (high >> 20) - 1023;
  high &= 0x000fffff;
  const upper = high > 0x3988e && high < 0xbb67a;
  if (high >= 0xbb67a) {
    n++;
    high -= 0x00100000;
  }
  high += 0x3ff00000;
  words[1] = high;
  ax = double[0];

  // log2(ax) = t1 + t2 with some 70 bits, from s = (ax - base) / (ax + base) with base 1 or 1.5.
  const base = upper ? 1.5 : 1;
  let u = ax - base;
  let v = 1 / (ax + base);
  const s = u * v;
  const sHigh = head(s);
  words[0] = 0;
  words[1] = ((high >> 1) | 0x20000000) + 0x00080000 + (upper ? 0x40000 : 0);
  let tHigh = double[0];
  let tLow = ax - (tHigh - base);
  const sLow = v * (u - sHigh * tHigh - sHigh * tLow);
  let square = s * s;
  let r =
    square *
    square *
    (0.5999999999999946 +
      square *
        (0.4285714285785502 +
          square *
            (0.33333332981837743 +
              square * (0.272728123808534 + square * (0.23066074577556175 + square * 0.20697501780033842)))));
  r += sLow * (sHigh + s);
  square = sHigh * sHigh;
  tHigh = head(3 + square + r);
  tLow = r - (tHigh - 3 - square);
  u = sHigh * tHigh;
  v = sLow * tHigh + tLow * s;
  let pHigh = head(u + v);
  let pLow = v - (pHigh - u);
  const zHigh = 0.9617967009544373 * pHigh;
  const zLow = -7.028461650952758e-9 * pHigh + pLow * 0.9617966939259756 + (upper ? 1.350039202129749e-8 : 0);
  const baseLog = upper ? 0.5849624872207642 : 0;
  const t1 = head(zHigh + zLow + baseLog + n);
  const t2 = zLow - (t1 - n - baseLog - zHigh);

  // 2^(y * log2(ax)), the exponent again in two parts.
  const yHigh = head(y);
  pLow = (y - yHigh) * t1 + y * t2;
  pHigh = yHigh * t1;
  const exponent = pLow + pHigh;
  if (exponent >= 1024) return Infinity;
  if (exponent <= -1075) return 0;
  const whole = Math.abs(exponent) > 0.5 ? Math.floor(exponent + 0.5) : 0;
  pHigh -= whole;
  const t = head(pLow + pHigh);
  u = t * 0.6931471824645996;
  v = (pLow - (t - pHigh)) * Math.LN2 + t * -1.904654299957768e-9;
  const z = u + v;
  const w = v - (z - u);
  const c = z - tail(z * z);
  return scale(1 - ((z * c) / (c - 2) - (w + z * w) - z), whole);
}

/** log(1 + x) without loss near 0, for x > -1, after Kahan. */
export function log1p(x: number): number {
  const w = 1 + x;
  return w === 1 ? x : (log(w) * x) / (w - 1);
}

/** exp(x) - 1 without loss near 0, after Kahan. */
export function expm1(x: number): number {
  const w = exp(x);
  if (w === 1) return x;
  const less = w - 1;
  return less === -1 || w === Infinity ? less : (less * x) / log(w);
}

/** The sine of an angle in radians. Past ±1,600,000 the angle, not the sine, is less exact than a double. */
export function sin(x: number): number {
  const quarter = reduce(x);
  switch (quarter & 3) {
    case 0:
      return nearSin(angle[0], angle[1]);
    case 1:
      return nearCos(angle[0], angle[1]);
    case 2:
      return 0 - nearSin(angle[0], angle[1]);
    default:
      return 0 - nearCos(angle[0], angle[1]);
  }
}

/** The cosine of an angle in radians, as exact as the sine. */
export function cos(x: number): number {
  const quarter = reduce(x);
  switch (quarter & 3) {
    case 0:
      return nearCos(angle[0], angle[1]);
    case 1:
      return 0 - nearSin(angle[0], angle[1]);
    case 2:
      return 0 - nearCos(angle[0], angle[1]);
    default:
      return nearSin(angle[0], angle[1]);
  }
}

/** What is left of an angle between -pi/4 and pi/4, and its tail below the last bit. */
const angle = new Float64Array(2);

/** Takes the multiples of pi/2 from an angle, which leaves `angle`; returns how many there are, modulo 2^32. */
function reduce(x: number): number {
  const n = Math.floor(x * 0.6366197723675814 + 0.5);
  const first = x - n * 1.5707963267341256;
  let part = n * 6.077100506303966e-11;
  const second = first - part;
  const lost = first - second - part;
  part = n * 2.0222662487111665e-21;
  const third = second - part;
  const tail = n * 8.4784276603689e-32 - (second - third - part) - lost;
  angle[0] = third - tail;
  angle[1] = third - angle[0] - tail;
  return n | 0;
}

function nearSin(x: number, tail: number): number {
  const z = x * x;
  const v = z * x;
  const r =
    0.00833333333332249 +
    z *
      (-0.0001984126982985795 +
        z * (0.0000027557313707070068 + z * (-2.5050760253406863e-8 + z * 1.58969099521155e-10)));
  return x - (z * (0.5 * tail - v * r) - tail - v * -0.16666666666666632);
}

function nearCos(x: number, tail: number): number {
  const z = x * x;
  const w = z * z;
  const r =
    z * (0.0416666666666666 + z * (-0.001388888888887411 + z * 0.00002480158728947673)) +
    w * w * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11));
  const half = 0.5 * z;
  const one = 1 - half;
  return one + (1 - one - half + (z * r - x * tail));
}
