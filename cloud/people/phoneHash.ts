import { lookupHash } from '../personalData';

/** Under which a number is found without being readable. */
export const phoneHash = (phone: string): string => lookupHash(`phone/${phone}`);
