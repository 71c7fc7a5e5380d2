// Ctrl-Z: the whole job stops, as it would for any program, and goes on where it was with `fg`.
// Trap: an orphaned process group drops SIGTSTP, so the program itself stops by SIGSTOP; launchers get SIGTSTP.

/** Returns once the process was continued. The terminal has been given back before. */
export function stopJob(): void {
  const stay = () => {}
  process.on('SIGTSTP', stay)
  process.kill(0, 'SIGTSTP')
  process.kill(process.pid, 'SIGSTOP')
  process.off('SIGTSTP', stay)
}
