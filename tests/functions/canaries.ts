/** Values that occur nowhere else: wherever one turns up, that very thing was let out. */
export const CANARIES = {
  name: '金秀雀',
  idNumber: '330106194703090048',
  birthDay: '1947-03-09',
  condition: '雀鸣综合征',
  allergy: '雀羽过敏',
  history: '一九九九年摘除雀瘤',
  contactName: '雀小明',
  contactPhone: '13911110001',
  otherContactPhone: '13911110002',
  address: '文三路778号',
  addressPhone: '13911110003',
  accountPhone: '13911110004',
  note: '门铃坏了请敲窗雀声三下',
  visitSummary: '雀形伤口愈合良好',
  assessmentNote: '雀病历见附件',
  fatherName: '金大雀',
  fatherIdNumber: '330106195207180022',
  proxyName: '金二雀',
  nurseName: '雀燕飞',
  nurseIdNumber: '330106198806040017',
  nursePhone: '13911110005',
  licenceNumber: '201833077123',
} as const;
export type Canary = keyof typeof CANARIES;

/** Which of them a text holds, also where JSON or a URL wrote them another way. */
export function canariesIn(text: string, more: Readonly<Record<string, string>> = {}): string[] {
  return Object.entries({ ...CANARIES, ...more }).flatMap(([canary, value]) => (holds(text, value) ? [canary] : []));
}

function holds(text: string, value: string): boolean {
  // A short code stands alone, or it is part of an instant or a hash.
  if (/^\d{6}$/.test(value)) return new RegExp(`(?<![0-9A-Za-z.])${value}(?![0-9A-Za-z.])`).test(text);
  const escaped = JSON.stringify(value).slice(1, -1);
  const ascii = escaped.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const base64 = Buffer.from(value).toString('base64').replace(/=+$/, '');
  return [value, escaped, ascii, encodeURIComponent(value), ...(base64.length > 12 ? [base64] : [])].some((form) =>
    text.includes(form),
  );
}
