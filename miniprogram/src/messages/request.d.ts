/** Why no message can come here, in words; '' where WeChat can be asked. */
export declare const noMessagesBecause: string;
/** WeChat's own question: what was said to each id. Empty where messages are switched off. Must follow a tap directly. */
export declare function requestMessages(templateIds: readonly string[]): Promise<Readonly<Record<string, string>>>;
