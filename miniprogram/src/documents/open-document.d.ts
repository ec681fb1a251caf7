/** Shows a printed document (PDF) by its short-lived link. */
export declare function openDocument(url: string): Promise<void>;
