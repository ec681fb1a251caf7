import { Refusal } from '#domain/refusal';
import { ask, TencentFailure } from './ask';

/** Do this name and this ID number belong together, by the public security source? Anything but yes is refused. */
export async function assertIdentity(name: string, idNumber: string): Promise<void> {
  const { Result: result } = await asked(name, idNumber);
  if (result === '0') return;
  console.warn('identity check', result);
  if (result === '-1') throw new Refusal('IDENTITY_MISMATCH');
  if (result === '-2') throw new Refusal('ID_NUMBER_INVALID');
  if (result === '-3') throw new Refusal('NAME_INVALID');
  if (result === '-5') throw new Refusal('IDENTITY_NEEDS_REVIEW');
  throw new Refusal('IDENTITY_SERVICE_FAILED', { result });
}

async function asked(name: string, idNumber: string): Promise<{ readonly Result?: string }> {
  try {
    return await ask('faceid', 'IdCardVerification', { Name: name, IdCard: idNumber });
  } catch (error) {
    if (error instanceof TencentFailure) throw new Refusal('IDENTITY_SERVICE_FAILED', { code: error.code });
    throw error;
  }
}
