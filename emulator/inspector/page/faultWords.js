/** Fault switches in words: for the form, and as one sentence each. */

export const PLACES = {
  admin: {
    title: '服务端请求（/admin）',
    nameTitle: '动作',
    example: 'database.commitTransaction',
    hasCollection: true,
  },
  web: { title: '网页请求（/web）', nameTitle: '动作', example: 'database.*', hasCollection: true },
  v1: { title: '网页请求（/v1）', nameTitle: '路径', example: '/v1/functions/*' },
  auth: { title: '登录（/auth）', nameTitle: '路径', example: '/auth/v1/signin/*', without: ['conflict'] },
  function: { title: '云函数调用', nameTitle: '函数名', example: 'createOrder', without: ['conflict'] },
  openApi: { title: '微信开放接口', nameTitle: '接口名', example: 'subscribeMessage.send', without: ['conflict'] },
  upload: { title: '上传文件', nameTitle: '路径', example: 'pictures/*', without: ['conflict'] },
  download: { title: '下载文件', nameTitle: '路径', example: 'pictures/*', without: ['conflict'] },
  watch: {
    ...{ title: '实时监听的消息', nameTitle: '消息', example: 'NEXT_EVENT', hasCollection: true },
    without: ['conflict', 'status'],
  },
};

export const EFFECTS = {
  error: '回一个错误码',
  conflict: '事务冲突',
  status: '回一个 HTTP 状态',
  timeout: '一直不回答（函数：超时）',
  dropBefore: '不做，切断连接',
  dropAfter: '做完了，但切断连接',
  delay: '只是变慢',
};

export const OFTEN = { times: '接下来几次', probability: '按概率', always: '每一次' };

export const EXAMPLES = {
  提交后断线: { on: 'admin', name: 'database.commitTransaction', effect: 'dropAfter' },
  事务冲突一次: { on: 'admin', name: 'database.commitTransaction', effect: 'conflict' },
  数据库变慢: { on: 'admin', name: 'database.*', effect: 'delay', delayMs: 800, often: 'always' },
  函数超时: { on: 'function', effect: 'timeout' },
  用户拒收订阅消息: {
    on: 'openApi',
    name: 'subscribeMessage.send',
    effect: 'error',
    code: '43101',
    message: 'user refuse',
  },
  上传失败: { on: 'upload', effect: 'error', code: 'SlowDown' },
};

/** The rule as the emulator takes it: only what has a meaning for this effect. */
export function ruleOf(form) {
  const { on, name, collection, often, times, probability, seed, effect, delayMs, code, message, status } = form;
  return {
    on,
    ...(name.trim() ? { name: name.trim() } : {}),
    ...(PLACES[on].hasCollection && collection.trim() ? { collection: collection.trim() } : {}),
    ...(often === 'times' ? { times } : often === 'probability' ? { probability, seed } : {}),
    ...(delayMs ? { delayMs } : {}),
    ...(effect === 'delay' ? {} : { effect }),
    ...(effect === 'error' ? { code, ...(message ? { message } : {}) } : {}),
    ...(effect === 'status' ? { status } : {}),
  };
}

export function sentence(rule) {
  const { on, name, collection, times, probability, delayMs, effect, code, status } = rule;
  const where = `${PLACES[on]?.title ?? on}${name ? ` ${name}` : ''}${collection ? `，集合 ${collection}` : ''}`;
  const often = times
    ? `接下来 ${times} 次`
    : probability === undefined
      ? '每一次'
      : `${Math.round(probability * 100)}% 的时候`;
  const wait = delayMs ? `先等 ${delayMs} 毫秒` : '';
  const what = effect ? `${EFFECTS[effect]}${code ? ` ${code}` : ''}${status ? ` ${status}` : ''}` : '';
  return `${where}：${often}，${[wait, what].filter(Boolean).join('，')}`;
}
