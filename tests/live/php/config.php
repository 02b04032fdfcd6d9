<?php
// One code base for all blogs: the server process of each blog says in its environment which one it is.
$live = json_decode((string) getenv('LIVE_BLOG'), true);
if (!$live) {
    exit("LIVE_BLOG is not set\n");
}
define('WP_HOME', $live['home']);
define('WP_SITEURL', $live['home']);
define('DB_NAME', 'live');
define('DB_USER', 'root');
define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:' . getenv('LIVE_SOCKET'));
define('DB_CHARSET', 'utf8mb4');
define('DB_COLLATE', '');
$table_prefix = $live['name'] . '_';
foreach (['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'] as $secret) {
    define($secret . '_KEY', 'loopback');
    define($secret . '_SALT', 'loopback');
}
define('DISABLE_WP_CRON', true);   // the test asks wp-cron.php itself, over HTTP
define('AUTOMATIC_UPDATER_DISABLED', true);
define('WP_DEBUG', false);
if (!defined('ABSPATH')) {
    define('ABSPATH', __DIR__ . '/');
}
require_once ABSPATH . 'wp-settings.php';
