import type { Answer } from './asked';

/** Why no message can come here, in words; '' where WeChat can be asked. */
export declare const noMessagesBecause: string;
/** WeChat's own question. Must follow a tap directly. */
export declare function requestMessages(templateIds: readonly string[]): Promise<Answer>;
