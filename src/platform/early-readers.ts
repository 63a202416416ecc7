/** Whoever reads a command's output may stop early, like `head`. The command goes on to its end all the same. */

/** For programs that are called from a shell. Other errors of standard output end the program. */
export function letReadersLeave(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}
