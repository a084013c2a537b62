/** How last names that faker has in one form, or in both in one list, are written for women. */
export function feminine(code: string, name: string): string {
  if (code === 'pl') return name.replace(/(sk|ck)i$/, '$1a').replace(/(n|ch)y$/, '$1a');
  if (code !== 'el') return name;
  if (name.endsWith('όπουλος')) return name.replace(/όπουλος$/, 'οπούλου');
  if (/[ίά]δης$/.test(name)) return name.replace(/ης$/, 'ου');
  return name
    .replace(/(ης|ας)$/, (end) => (end === 'ης' ? 'η' : 'α'))
    .replace(/ής$/, 'ή')
    .replace(/άς$/, 'ά')
    .replace(/ος$/, 'ου')
    .replace(/ός$/, 'ού');
}

/** The same for men. */
export function masculine(code: string, name: string): string {
  if (code !== 'el') return name;
  if (name.endsWith('οπούλου')) return name.replace(/οπούλου$/, 'όπουλος');
  return /[ίά]δου$/.test(name) ? name.replace(/ου$/, 'ης') : name;
}
