/** Opens the page where the face is looked at. */
export declare function openFace(url: string): void;
