<?php
/* php command.php NAME < arguments as JSON: one thing done to one blog, its result as JSON on stdout.
 * Posts are known by a key of the test's own, kept as post meta. */
$_SERVER += ['HTTP_HOST' => '127.0.1.1', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REQUEST_URI' => '/'];
$arguments = json_decode(stream_get_contents(STDIN), true);
if ($argv[1] === 'install') {
    define('WP_INSTALLING', true);
}
require getenv('LIVE_ROOT') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/comment.php';

function post_of(string $key): int {
    global $wpdb;
    return (int) $wpdb->get_var($wpdb->prepare("select post_id from $wpdb->postmeta where meta_key='key' and meta_value=%s", $key));
}

/** The comments of a post that came as linkbacks, oldest first. */
function linkbacks_of(string $key): array {
    global $wpdb;
    return $wpdb->get_results($wpdb->prepare(
        "select * from $wpdb->comments where comment_post_ID=%d and comment_type in ('pingback','trackback') order by comment_ID", post_of($key)));
}

$commands = [
    'install' => function (array $blog): array {
        if (!is_blog_installed()) {
            wp_install($blog['title'], 'admin', 'admin@example.org', true, '', 'password', $blog['locale']);
            foreach ([1, 2, 3] as $id) {
                wp_delete_post($id, true);
            }
        }
        $always = ['default_pingback_flag' => 1, 'default_ping_status' => 'open', 'comment_moderation' => 0,
            'comment_previously_approved' => 0, 'moderation_notify' => 0, 'comments_notify' => 0, 'timezone_string' => 'UTC',
            'WPLANG' => $blog['locale'] === 'en_US' ? '' : $blog['locale']];
        foreach ($always + $blog['options'] as $name => $value) {
            update_option($name, $value);
        }
        switch_theme($blog['theme']);
        global $wp_rewrite;
        $wp_rewrite->init();
        $wp_rewrite->set_permalink_structure($blog['permalinks']);
        flush_rewrite_rules(false);
        return ['theme' => get_stylesheet(), 'version' => get_bloginfo('version')];
    },
    // posts without any link yet, so that no ping goes to a page that is not there
    'create' => function (array $posts): array {
        $made = [];
        foreach ($posts as $post) {
            $id = wp_insert_post(wp_slash(['post_title' => $post['title'], 'post_name' => $post['slug'], 'post_content' => $post['text'],
                'post_status' => 'publish', 'post_type' => $post['type'], 'post_date' => $post['date'], 'post_date_gmt' => $post['date'],
                'post_author' => 1, 'tags_input' => $post['tags'], 'ping_status' => $post['ping'], 'meta_input' => ['key' => $post['key']]]), true);
            for ($n = 1; $n <= $post['comments']; $n++) {
                wp_insert_comment(['comment_post_ID' => $id, 'comment_author' => "Reader $n", 'comment_content' => "Pingback: no, a comment ($n).",
                    'comment_author_url' => $post['reader'], 'comment_approved' => 1, 'comment_type' => 'comment']);
            }
            $made[$post['key']] = get_permalink($id);
        }
        wp_clear_scheduled_hook('do_pings');
        delete_post_meta_by_key('_pingme');
        delete_post_meta_by_key('_encloseme');
        return $made;
    },
    // the links go in: saving the post makes WordPress ask its cron to ping
    'link' => function (array $links): array {
        foreach ($links as $key => [$text, $trackbacks]) {
            wp_update_post(wp_slash(['ID' => post_of($key), 'post_content' => $text, 'to_ping' => implode("\n", $trackbacks)]));
        }
        return [];
    },
    'trackback_urls' => function (array $keys): array {
        $found = [];
        foreach ($keys as $key) {
            $GLOBALS['post'] = get_post(post_of($key));
            $GLOBALS['id'] = post_of($key);
            $found[$key] = get_trackback_url();
        }
        return $found;
    },
    'waiting' => function (): array {
        global $wpdb;
        return [(int) $wpdb->get_var("select count(*) from $wpdb->postmeta where meta_key in ('_pingme','_trackbackme')")];
    },
    // [[key, which linkback, status or "delete"], …]
    'moderate' => function (array $changes): array {
        $done = [];
        foreach ($changes as [$key, $which, $status]) {
            $comment = linkbacks_of($key)[$which] ?? null;
            if ($comment) {
                $done[] = $status === 'delete' ? wp_delete_comment($comment->comment_ID, true) : wp_set_comment_status($comment->comment_ID, $status);
            }
        }
        return $done;
    },
    // a linkback that did not come by a ping: what an import or a late approval leaves
    'add_linkback' => function (array $l): array {
        return [wp_insert_comment(['comment_post_ID' => post_of($l['key']), 'comment_type' => $l['kind'], 'comment_author' => $l['title'],
            'comment_author_url' => $l['source'], 'comment_content' => '[&#8230;] ' . $l['title'] . ' [&#8230;]', 'comment_approved' => $l['approved'] ?? 1])];
    },
    // a whole discussion, as a database holds it; `answers` counts the entries of this post from 0
    'discuss' => function (array $discussions): array {
        $made = [];
        foreach ($discussions as $key => $entries) {
            $ids = [];
            foreach ($entries as $e) {
                $ids[] = $made[] = wp_insert_comment(['comment_post_ID' => post_of($key), 'comment_type' => $e['kind'],
                    'comment_author' => $e['name'], 'comment_author_url' => $e['source'], 'comment_content' => $e['text'],
                    'comment_date' => $e['date'], 'comment_date_gmt' => $e['date'], 'comment_approved' => 1,
                    'comment_parent' => isset($e['answers']) ? $ids[$e['answers']] : 0]);
            }
            wp_update_comment_count_now(post_of($key));
        }
        return $made;
    },
    // posts with what stands below them, from the database
    'discussions' => function (): array {
        $found = [];
        foreach (get_posts(['post_status' => 'publish', 'numberposts' => -1]) as $post) {
            $entries = array_map(fn($c) => ['id' => (int) $c->comment_ID, 'kind' => $c->comment_type, 'source' => $c->comment_author_url,
                'name' => $c->comment_author, 'text' => $c->comment_content, 'date' => str_replace(' ', 'T', $c->comment_date)],
                get_comments(['post_id' => $post->ID, 'status' => 'approve', 'type' => 'all', 'orderby' => 'comment_ID', 'order' => 'ASC']));
            $found[] = ['url' => get_permalink($post), 'title' => $post->post_title, 'date' => str_replace(' ', 'T', $post->post_date),
                'open' => $post->ping_status === 'open', 'entries' => $entries];
        }
        return $found;
    },
    'change' => function (array $changes): array {
        foreach ($changes as $key => $change) {
            $change === 'trash' ? wp_trash_post(post_of($key)) : wp_update_post(wp_slash(['ID' => post_of($key)] + $change));
        }
        return [];
    },
    'truth' => function (): array {
        global $wpdb;
        $posts = $linkbacks = [];
        foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'publish', 'numberposts' => -1]) as $post) {
            if ($post->post_password !== '') {
                continue;
            }
            $approved = get_comments(['post_id' => $post->ID, 'status' => 'approve', 'type' => 'all', 'orderby' => 'comment_ID']);
            $posts[] = ['url' => get_permalink($post), 'title' => $post->post_title, 'type' => $post->post_type, 'entries' => count($approved),
                'pages' => get_option('page_comments') ? max(1, get_comment_pages_count($approved, (int) get_option('comments_per_page'), false)) : 1];
            foreach ($approved as $comment) {
                if (in_array($comment->comment_type, ['pingback', 'trackback'], true)) {
                    $linkbacks[] = [get_permalink($post), $comment->comment_type, $comment->comment_author_url];
                }
            }
        }
        $hidden = $wpdb->get_col("select comment_author_url from $wpdb->comments where comment_type in ('pingback','trackback') and comment_approved<>'1'");
        return ['posts' => $posts, 'linkbacks' => $linkbacks, 'hidden' => count($hidden)];
    },
];
echo json_encode($commands[$argv[1]]($arguments ?? []), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE);
