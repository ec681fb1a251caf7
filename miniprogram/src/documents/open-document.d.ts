/** Shows a printed document (PDF) by its short-lived link. */
export declare function openDocument(url: string): Promise<void>;
/** Hands on a table (CSV) by its short-lived link: to be opened where there is a spreadsheet. `name`: what its reader sees. */
export declare function passOnTable(url: string, name: string): Promise<void>;
