import { createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import goVectors from '../vectors/wechatpay-go-core.json';
import javaVectors from '../vectors/wechatpay-java-core.json';
import { answerMessage, signedHeaders } from './answerSignature';
import { isSigned } from './requestSignature';
import { sealResource } from './resourceCipher';
import { selfSignedCertificate } from './selfSignedCertificate';

describe('what WeChat Pay signs', () => {
  it('is worded so that the published notification verifies', () => {
    const { headers, body, certificate_pem: certificate } = goVectors.notification;
    const message = answerMessage(headers['Wechatpay-Timestamp'], headers['Wechatpay-Nonce'], body);
    expect(isSigned(message, headers['Wechatpay-Signature'], createPublicKey(certificate))).toBe(true);
    expect(isSigned(`${message} `, headers['Wechatpay-Signature'], createPublicKey(certificate))).toBe(false);
  });

  it('carries the time, a fresh nonce and the serial it was given', () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const headers = signedHeaders('', 'PUB_KEY_ID_1', privateKey, 1_700_000_000_999);
    expect(headers).toMatchObject({ 'Wechatpay-Timestamp': '1700000000', 'Wechatpay-Serial': 'PUB_KEY_ID_1' });
    const nonce = headers['Wechatpay-Nonce'] ?? '';
    expect(isSigned(`1700000000\n${nonce}\n\n`, headers['Wechatpay-Signature'] ?? '', publicKey)).toBe(true);
    expect(signedHeaders('', 'PUB_KEY_ID_1', privateKey, 1_700_000_000_999)['Wechatpay-Nonce']).not.toBe(nonce);
  });
});

it('seals as wechatpay-java expects it', () => {
  const [vector] = javaVectors.aead_aes_256_gcm;
  const sealing = {
    apiV3Key: javaVectors.api_v3_key,
    nonce: vector?.nonce ?? '',
    associatedData: vector?.associated_data ?? '',
  };
  expect(sealResource('message', sealing)).toBe('ulwSiIajGClcvcOYvOQ7+l+0PAbzzwI=');
});

it('makes a certificate that OpenSSL reads and that verifies itself', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const facts = {
    serial: '5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC',
    commonName: 'WeChat Pay stand-in',
    notBeforeMs: Date.parse('2024-01-02T03:04:05Z'),
    notAfterMs: Date.parse('2029-01-02T03:04:05Z'),
  };
  const certificate = new X509Certificate(selfSignedCertificate(privateKey, facts));
  expect(certificate.serialNumber).toBe(facts.serial);
  expect(certificate.subject).toBe('CN=WeChat Pay stand-in');
  expect(certificate.verify(publicKey)).toBe(true);
  expect(Date.parse(certificate.validFrom)).toBe(facts.notBeforeMs);
  expect(Date.parse(certificate.validTo)).toBe(facts.notAfterMs);
});
