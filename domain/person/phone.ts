/** Mobile phone numbers of the mainland. */

/** `138****8000` (P-047) */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;
