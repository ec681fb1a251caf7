/** What only the build for one's own desk may carry: choosing who one is, simulated payment. */
export const DEVELOPMENT_WORDS = ['/_emulator/ticket', '/_pay/confirm', 'personas.json', 'dev-bar', 'gallery-theme'];
