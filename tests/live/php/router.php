<?php
// What a web server does for WordPress: scripts by name, everything else to index.php, and an access log.
$live_path = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
register_shutdown_function(function () {
    $line = json_encode([
        'host' => $_SERVER['HTTP_HOST'] ?? '', 'method' => $_SERVER['REQUEST_METHOD'], 'uri' => $_SERVER['REQUEST_URI'],
        'status' => http_response_code(), 'agent' => $_SERVER['HTTP_USER_AGENT'] ?? '',
    ], JSON_UNESCAPED_SLASHES);
    file_put_contents(getenv('LIVE_LOG'), $line . "\n", FILE_APPEND | LOCK_EX);
});
$live_root = getenv('LIVE_ROOT');
$live_base = (string) parse_url(json_decode(getenv('LIVE_BLOG'), true)['home'], PHP_URL_PATH);
if (!str_starts_with("$live_path/", "$live_base/")) {
    http_response_code(404);   // the blog lives in a folder, and this is outside of it
    exit;
}
$live_inside = substr($live_path, strlen($live_base)) ?: '/';
$live_script = '/index.php';
if (preg_match('#^(/.*?\.php)(/.*)?$#', $live_inside, $match) && is_file($live_root . $match[1])) {
    $live_script = $match[1];
    if (isset($match[2])) {
        $_SERVER['PATH_INFO'] = $match[2];
    }
} elseif (is_file($live_root . $live_inside)) {
    header('Content-Type: ' . (str_ends_with($live_inside, '.css') ? 'text/css' : 'application/octet-stream'));
    readfile($live_root . $live_inside);
    exit;
}
$_SERVER['DOCUMENT_ROOT'] = $live_root;
$_SERVER['SCRIPT_FILENAME'] = $live_root . $live_script;
$_SERVER['SCRIPT_NAME'] = $live_base . $live_script;
$_SERVER['PHP_SELF'] = $live_base . $live_script . ($_SERVER['PATH_INFO'] ?? '');
chdir(dirname($live_root . $live_script));
require $live_root . $live_script;
