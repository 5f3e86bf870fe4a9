/**
 * Two server processes under pm2, for hosts without systemd: `pm2 start /etc/trunkline/ecosystem.config.cjs`. The
 * configuration is /etc/trunkline/.env; pm2 adds the port. Separate processes, not pm2's cluster mode: each has its own
 * port, and the proxy distributes requests.
 */
module.exports = {
  apps: [4000, 4001].map(port => ({
    name: `trunkline-${port}`,
    script: '/usr/local/bin/trunkline',
    args: 'start',
    interpreter: 'none',
    exec_mode: 'fork',
    cwd: '/etc/trunkline',
    env: { NODE_ENV: 'production', PORT: String(port), DATA_DIR: '/var/lib/trunkline' },
    kill_signal: 'SIGTERM',
    // More than SHUTDOWN_DRAIN_MS and SHUTDOWN_TIMEOUT_MS together.
    kill_timeout: 30_000,
    exp_backoff_restart_delay: 200,
    merge_logs: true,
  })),
};
