/** What a host wants to be told, or to tell, once at the start. Asks for nothing that it may lack. */
export declare function startHost(): void;
