/**
 * Whom we believe to be WeChat Pay: its public keys (environment) and, where the owner has it so, its platform certificates, told
 * apart by the serial a signature names. Certificates are downloaded when one is first needed, kept by this process, and looked for
 * again when a serial is new: WeChat Pay changes them while we run.
 */
import { required } from '../environment';
import { certificatesIn, type Certificate } from './certificates';
import { publicKeysIn, trustsCertificates } from './settings';
import { send, type Answered } from './send';
import { signatureHeaders, whyForged, type TrustedKeys } from './signature';

const CERTIFICATE_SERIAL = /^[0-9A-F]{32,40}$/;
/** Anybody may post to us under a made-up serial: at most so often do we ask for it. */
const ASK_AGAIN_AFTER_MS = 60_000;
/** What was withdrawn is forgotten within this. */
const FRESH_MS = 12 * 3_600_000;
const TARGET = '/v3/certificates';

let known: readonly Certificate[] = [];
let askedAt = -Infinity;
let asking: Promise<void> | null = null;

/** All that are trusted now; where `serial` names none of them, certificates are looked for once. */
export async function keysFor(serial: string, now: number): Promise<TrustedKeys> {
  const publicKeys = publicKeysIn(process.env);
  if (!trustsCertificates(process.env) || Object.hasOwn(publicKeys, serial)) return publicKeys;
  const isKnown = known.some((one) => one.serial === serial) && now - askedAt < FRESH_MS;
  if (!isKnown && CERTIFICATE_SERIAL.test(serial)) await lookAgain(now);
  const valid = known.filter(({ validFrom, validUntil }) => validFrom <= now && now < validUntil);
  return { ...Object.fromEntries(valid.map((one) => [one.serial, one.publicKeyPem])), ...publicKeys };
}

async function lookAgain(now: number): Promise<void> {
  // A clock that went back (a steered one) must not keep us from asking.
  if (now >= askedAt && now - askedAt < ASK_AGAIN_AFTER_MS) return;
  asking ??= download(now).finally(() => (asking = null));
  await asking;
}

/** A list that cannot be had or proved leaves what was known; the signature in question is then refused. */
async function download(now: number): Promise<void> {
  askedAt = now;
  try {
    known = proved(await send('GET', TARGET, ''), now);
  } catch (error) {
    console.error('WeChat Pay certificates', error);
  }
}

/** Sealed with our APIv3 key, which only WeChat Pay has, and signed by one of the very certificates it brings, or by a public key. */
function proved({ answer, answered }: Answered, now: number): readonly Certificate[] {
  const found = certificatesIn(answered, required('WECHATPAY_API_V3_KEY'));
  const keys = Object.fromEntries(found.map((one) => [one.serial, one.publicKeyPem]));
  const headers = signatureHeaders((name) => answer.headers.get(name));
  const forged = whyForged(headers, answered, { ...keys, ...publicKeysIn(process.env) }, now);
  if (forged) throw new Error(`list of certificates: ${forged}`);
  return found;
}
