import { randomUUID } from 'node:crypto';
import { miniCodePng } from './miniCode';
import type { ScriptedWechat } from './script';
import { refusedTemplateKey } from './templateValues';
import type { ApiAnswer } from './wechat';

export interface ApiSurroundings {
  readonly appid: string;
  readonly now: () => number;
  readonly script: ScriptedWechat;
  /** Sends an event of WeChat's, after the answer. */
  readonly push?: (event: string, message: Record<string, unknown>) => void;
}

type Values = Readonly<Record<string, unknown>>;
type Api = (values: Values, surroundings: ApiSurroundings) => ApiAnswer;

const error = (errcode: number, errmsg: string): ApiAnswer => ({ errcode, errmsg });
const done = (more: Record<string, unknown> = {}): ApiAnswer => ({ errcode: 0, errmsg: 'ok', ...more });
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const STATES: readonly unknown[] = ['developer', 'trial', 'formal'];
let messagesSent = 0;

/** One-time subscriptions are not counted here: who refuses is the tester's script. */
const sendSubscribeMessage: Api = (message, { script }) => {
  const { touser, template_id: templateId, data, miniprogram_state: state } = message;
  if (!isText(touser)) return error(40003, 'invalid openid');
  if (!isText(templateId)) return error(40037, 'invalid template_id');
  if (state !== undefined && !STATES.includes(state))
    return error(47003, 'argument invalid! miniprogram_state invalid');
  if (!isObject(data) || Object.keys(data).length === 0) return error(47003, 'argument invalid! data is empty');
  const keys = script.keysOf(templateId);
  if (keys === null) return error(40037, 'invalid template_id');
  const missing = keys?.find((key) => !(key in data));
  if (missing) return error(47003, `argument invalid! data.${missing}.value is empty`);
  const stranger = keys && Object.keys(data).find((key) => !keys.includes(key));
  if (stranger) return error(47003, `argument invalid! data.${stranger} is not a key of the template`);
  const refused = refusedTemplateKey(data);
  if (refused) return error(47003, `argument invalid! data.${refused}.value invalid`);
  if (script.refuses(touser) || !script.takeSubscription(touser, templateId)) {
    return error(43101, 'user refuse to accept the msg');
  }
  messagesSent += 1;
  return done({ msgid: messagesSent });
};

const CONTENT_LIMIT = 2500;

const checkMessage: Api = ({ content, openid, scene, version }, { script }) => {
  const isScene = typeof scene === 'number' && [1, 2, 3, 4].includes(scene);
  if (!isText(content) || [...content].length > CONTENT_LIMIT || !isScene || Number(version) !== 2) {
    return error(47001, 'data format error');
  }
  if (!isText(openid)) return error(40003, 'invalid openid');
  const word = script.riskyWordIn(content);
  const verdict = word === undefined ? { suggest: 'pass', label: 100 } : { suggest: 'risky', label: 20006 };
  const detail = { strategy: 'content_model', errcode: 0, ...verdict, prob: 90, ...(word ? { keyword: word } : {}) };
  return done({ result: verdict, detail: [detail], trace_id: randomUUID() });
};

const AUDIO = 1;
const IMAGE = 2;

/** The verdict comes later, as a message of WeChat's to the function chosen for it. */
const checkMedia: Api = (values, { script, appid, now, push }) => {
  const { media_url: address, media_type: type, version, scene, openid } = values;
  const isScene = typeof scene === 'number' && [1, 2, 3, 4].includes(scene);
  if (!isText(address) || (type !== AUDIO && type !== IMAGE) || !isScene || Number(version) !== 2) {
    return error(47001, 'data format error');
  }
  if (!isText(openid)) return error(40003, 'invalid openid');
  const traceId = randomUUID();
  const verdict = script.isRiskyMedia(address) ? { suggest: 'risky', label: 20002 } : { suggest: 'pass', label: 100 };
  push?.('wxa_media_check', {
    ToUserName: 'gh_local',
    FromUserName: openid,
    CreateTime: Math.floor(now() / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid,
    trace_id: traceId,
    version: 2,
    result: verdict,
    detail: [{ strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }],
  });
  return done({ trace_id: traceId });
};

const getPhoneNumber: Api = ({ code }, { script, appid, now }) => {
  const phone = isText(code) ? script.takePhone(code) : undefined;
  if (!phone) return error(40029, 'invalid code');
  return done({
    phone_info: {
      phone_number: phone,
      pure_phone_number: phone.replace(/^\+86/, ''),
      country_code: '86',
      watermark: { timestamp: Math.floor(now() / 1000), appid },
    },
  });
};

/** The platform's own character set for `scene`. */
const SCENE = /^[A-Za-z0-9!#$&'()*+,/:;=?@\-._~]{1,32}$/;

const getUnlimitedCode: Api = ({ scene, page, width = 430 }) => {
  if (typeof scene !== 'string' || !SCENE.test(scene)) return error(40129, 'invalid scene');
  if (isText(page) && page.startsWith('/')) return error(41030, 'invalid page');
  if (typeof width !== 'number' || width < 280 || width > 1280) return error(40097, 'invalid width');
  return { contentType: 'image/png', bytes: miniCodePng(`${String(page ?? '')}?${scene}`, width) };
};

/** Every open API that is emulated; a name that is not here is refused. */
export const APIS: Readonly<Record<string, Api>> = {
  'subscribeMessage.send': sendSubscribeMessage,
  'security.msgSecCheck': checkMessage,
  'security.mediaCheckAsync': checkMedia,
  'phonenumber.getPhoneNumber': getPhoneNumber,
  'wxacode.getUnlimited': getUnlimitedCode,
};
