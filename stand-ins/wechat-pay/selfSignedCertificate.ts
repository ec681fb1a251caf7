/** A minimal self-signed X.509 certificate (RSA-SHA256), because Node can read certificates but not make them. */
import { createPublicKey, type KeyObject, sign } from 'node:crypto';

const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');

export interface CertificateFacts {
  /** 40 hexadecimal digits, the first of them 1–7 (DER integers are signed). */
  serial: string;
  commonName: string;
  notBeforeMs: number;
  notAfterMs: number;
}

/** The certificate in PEM. */
export function selfSignedCertificate(privateKey: KeyObject, facts: CertificateFacts): string {
  const name = sequence(element(0x31, sequence(COMMON_NAME, element(0x0c, Buffer.from(facts.commonName, 'utf8')))));
  const toBeSigned = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))), // version 3
    element(0x02, Buffer.from(facts.serial, 'hex')),
    SHA256_WITH_RSA,
    name,
    sequence(utcTime(facts.notBeforeMs), utcTime(facts.notAfterMs)),
    name,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
  );
  const signature = element(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', toBeSigned, privateKey)]));
  const base64 = sequence(toBeSigned, SHA256_WITH_RSA, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
}

function sequence(...parts: Buffer[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

function element(tag: number, content: Buffer): Buffer {
  if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
  const length = Buffer.from(content.length.toString(16).padStart(4, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 0x80 + length.length]), length, content]);
}

function utcTime(atMs: number): Buffer {
  return element(0x17, Buffer.from(`${new Date(atMs).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
}
