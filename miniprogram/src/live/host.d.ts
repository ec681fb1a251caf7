/** Tells of the network now, if it is missing, and of each change. */
export declare function onNetwork(tell: (connected: boolean) => void): void;
/** Whether anybody can see the program at all; pages of their own tell it on WeChat. Answers how to leave. */
export declare function onSeen(tell: (seen: boolean) => void): () => void;
