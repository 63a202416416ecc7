/** `npm run bench`: the main measurements; `npm run bench -- <name>`: the file of that name in this folder. */
const [, , name = "main"] = process.argv;
if (!/^[a-z-]+$/.test(name)) throw new Error("name a file of bench/, without .ts");
await import(`./${name}.ts`);
