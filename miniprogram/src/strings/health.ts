/** The health page, and the vital signs as every screen names them. */
export const strings = {
  title: '健康',
  none: { words: '先添加照护对象，护士每次量的数就会记在这里', add: '添加照护对象' },
  pick: { person: '看谁的', days: '看多久', lastDays: ({ days }: { days: number }) => `${days} 天` },
  empty: '这段时间没有记录。护士上门量过以后就会出现',
  latest: {
    title: '最近一次',
    spoken: ({ service, lines }: { service: string; lines: readonly string[] }) =>
      [`${service}，最近一次测量。`, ...lines].join('。'),
  },
  earlier: '看以前的记录',
  first: { title: '这段时间量过一次', words: '再量一次，这里就会画出曲线。也可以在上面选更长的时间' },
  once: '只量过一次，再量一次就能看出变化',
  list: { title: '每次记录', line: ({ signs }: { signs: readonly string[] }) => signs.join('，') },
  curves: {
    pressure: '血压（mmHg）',
    pulse: '脉搏（次/分）',
    temperature: '体温（℃）',
    spo2: '血氧（%）',
    glucose: '血糖（mmol/L）',
    weight: '体重（kg）',
  },
  short: { systolic: '高压', diastolic: '低压', pressure: '血压' },
  signs: {
    systolicMmHg: '收缩压（高压）',
    diastolicMmHg: '舒张压（低压）',
    pulsePerMinute: '脉搏',
    temperatureCelsius: '体温',
    respirationPerMinute: '呼吸',
    spo2Percent: '血氧',
    glucoseMmolPerL: '血糖',
    weightKg: '体重',
    heightCm: '身高',
  },
  units: {
    pressure: 'mmHg',
    perMinute: '次/分',
    celsius: '℃',
    percent: '%',
    glucose: 'mmol/L',
    kilograms: 'kg',
    centimeters: 'cm',
  },
  unknown: '—',
  impossible: ({ name, low, high }: { name: string; low: string; high: string }) =>
    `${name}应在 ${low}—${high} 之间，请再量一次`,
} as const;
