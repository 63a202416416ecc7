/** Of the Merkle tree every so many levels are kept: roots of 256 leaves, 65,536 leaves, ... */
export const storedLevels = 8;
