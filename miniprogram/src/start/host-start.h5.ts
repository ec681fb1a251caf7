import { followNetwork } from '@/live/online';

export const startHost = (): void => followNetwork();
