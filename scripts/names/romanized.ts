/** Names of Korea and the Arab countries as people write them in Latin letters: their vowels cannot be seen, or have other letters. */
const KOREAN = `
김 kim 이 lee 박 park 최 choi 정 jung 강 kang 조 cho 윤 yoon 장 jang 임 lim 한 han 오 oh 서 seo 신 shin 권 kwon 황 hwang 안 ahn 송 song
전 jeon 홍 hong 유 yoo 고 ko 문 moon 양 yang 손 son 배 bae 백 baek 허 heo 남 nam 심 shim 노 noh 하 ha 곽 kwak 성 sung 차 cha 주 joo
우 woo 구 koo 민 min 류 ryu 나 na 진 jin 지 ji 엄 eom
`;
const ARABIC = `
محمد mohamed أحمد ahmed علي ali محمود mahmoud حسن hassan حسين hussein إبراهيم ibrahim يوسف youssef خالد khaled عمر omar عبدالله abdullah
مصطفى mostafa سعيد said كريم karim طارق tarek سامي sami ياسر yasser زياد ziad وليد walid فيصل faisal فاطمة fatima مريم mariam عائشة aisha
زينب zainab خديجة khadija سارة sara نور nour آمنة amina ليلى layla هدى huda سلمى salma أمل amal منى mona رنا rana ريم reem هند hind
دعاء doaa ياسمين yasmin إيمان iman أسماء asmaa
`;

function pairs(text: string): ReadonlyMap<string, string> {
  const words = text.normalize('NFC').trim().split(/\s+/);
  return new Map(words.flatMap((word, i) => (i % 2 === 0 ? [[word, words[i + 1]] as const] : [])));
}

const names: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['ko', pairs(KOREAN)],
  ['ar', pairs(ARABIC)],
]);

/** A name in Latin letters where its letters alone do not tell them; undefined for all others. */
export function romanized(code: string, text: string): string | undefined {
  if (code.startsWith('de')) {
    return /[äöü]/i.test(text) ? text.replaceAll(/[äöü]/gi, (letter) => `${letter.normalize('NFD')[0]}e`) : undefined;
  }
  return names.get(code)?.get(text);
}
