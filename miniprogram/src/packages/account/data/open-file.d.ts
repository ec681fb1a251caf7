/** Shows one's own file, or hands out its link. Answers whether it is the link, on the clipboard. */
export declare function openFile(url: string): Promise<boolean>;
