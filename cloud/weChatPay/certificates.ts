/** The list of WeChat Pay's platform certificates, as `/v3/certificates` answers it: each sealed with the APIv3 key. */
import { X509Certificate } from 'node:crypto';
import * as v from 'valibot';
import { openResource } from './resource';

const Listed = v.object({
  data: v.array(
    v.object({
      serial_no: v.string(),
      effective_time: v.string(),
      expire_time: v.string(),
      encrypt_certificate: v.object({
        algorithm: v.literal('AEAD_AES_256_GCM'),
        nonce: v.string(),
        associated_data: v.optional(v.string(), ''),
        ciphertext: v.string(),
      }),
    }),
  ),
});

export interface Certificate {
  readonly serial: string;
  readonly publicKeyPem: string;
  readonly validFrom: number;
  readonly validUntil: number;
}

/** Throws where one was altered, is not what the list calls it, or is no certificate. */
export function certificatesIn(text: string, apiV3Key: string): readonly Certificate[] {
  return v.parse(Listed, JSON.parse(text)).data.map((listed) => {
    const certificate = new X509Certificate(openResource(listed.encrypt_certificate, apiV3Key));
    const serial = certificate.serialNumber;
    if (serial !== listed.serial_no.toUpperCase()) throw new Error('a certificate of another serial than listed');
    return {
      serial,
      publicKeyPem: certificate.publicKey.export({ type: 'spki', format: 'pem' }) as string,
      validFrom: Date.parse(certificate.validFrom),
      validUntil: Date.parse(certificate.validTo),
    };
  });
}
