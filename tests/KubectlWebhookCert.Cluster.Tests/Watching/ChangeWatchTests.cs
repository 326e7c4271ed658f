using System.Net.Sockets;
using KubectlWebhookCert.Cluster.Api;
using KubectlWebhookCert.Cluster.Gathering;
using KubectlWebhookCert.Core.Model;

namespace KubectlWebhookCert.Cluster.Tests.Watching;

public sealed class ChangeWatchTests
{
    private const string FirstWatch = "watch=true&resourceVersion=20&allowWatchBookmarks=true";

    private static WatchedApi Api() => new WatchedApi().Lists(Object.List(20, Object.Secret("web", 10)));

    [Theory]
    [InlineData("MODIFIED", "web", 21, true)]
    [InlineData("DELETED", "web", 21, true)]
    [InlineData("ADDED", "other", 21, true)]
    [InlineData("ADDED", "web", 10, false)]
    [InlineData("DELETED", "other", 21, false)]
    public async Task Notices_what_differs_from_what_was_read(string type, string name, int version, bool differs)
    {
        using var feed = new Feed();
        using var api = Api().Watching(feed);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All));
        await api.WhenAskedAsync(FirstWatch);
        await watch.UnchangedAsync();

        feed.Send(Object.Event(type, Object.Secret(name, version)));

        await (differs ? watch.ChangedAsync() : watch.UnchangedAsync());
        Assert.Equal(["/api/v1/namespaces/shop/secrets?limit=500", $"/api/v1/namespaces/shop/secrets?{FirstWatch}&timeoutSeconds=290"], api.Asked);
    }

    [Theory]
    [InlineData(new[] { "web" }, new[] { 11 })]
    [InlineData(new[] { "web", "other" }, new[] { 10, 12 })]
    [InlineData(new string[0], new int[0])]
    public async Task Misses_nothing_that_changed_between_the_read_and_the_watch(string[] names, int[] versions)
    {
        using var feed = new Feed();
        using var api = new WatchedApi()
            .Lists(Object.List(20, [.. names.Zip(versions, (name, version) => Object.Secret(name, version))]))
            .Watching(feed);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All));

        await watch.ChangedAsync();
    }

    [Fact]
    public async Task One_object_is_watched_by_its_name_and_its_coming_is_a_change()
    {
        using var feed = new Feed();
        using var api = new WatchedApi().Lists(Object.List(20)).Watching(feed);
        using var watch = new LiveWatch(api, new Reading(new ClusterSnapshot([], []), [LiveWatch.Web]));
        await api.WhenAskedAsync(FirstWatch);
        await watch.UnchangedAsync();

        feed.Send(Object.Event("ADDED", Object.Secret("web", 21, "helm.sh/release.v1")));

        await watch.ChangedAsync();
        Assert.All(api.Asked, path => Assert.EndsWith("&fieldSelector=metadata.name%3Dweb", path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_nobody_wants_of_a_list_is_no_change()
    {
        const string Helm = "helm.sh/release.v1";
        using var feed = new Feed();
        using var api = new WatchedApi()
            .Lists(Object.List(20, Object.Secret("web", 10), Object.Secret("sh.helm.release.v1.web.v1", 12, Helm)))
            .Watching(feed);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All));
        await api.WhenAskedAsync(FirstWatch);

        feed.Send(Object.Event("ADDED", Object.Secret("sh.helm.release.v1.web.v2", 21, Helm)));

        await watch.UnchangedAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("broken")]
    public async Task Goes_on_where_it_was_when_the_server_ends_the_watch(string? broken)
    {
        using var first = new Feed().Send(Object.Bookmark(30)).End(broken is null ? null : new IOException(broken));
        using var second = new Feed();
        using var api = Api().Watching(first).Watching(second);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All));

        await api.WhenAskedAsync("watch=true&resourceVersion=30&");
        await watch.UnchangedAsync();
        second.Send(Object.Event("MODIFIED", Object.Secret("web", 31)));

        await watch.ChangedAsync();
        Assert.Equal(2, api.Watches.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Begins_anew_where_the_server_has_forgotten(bool asEvent)
    {
        using var gone = new Feed().Send(Object.Event("ERROR", Object.Status(410)));
        using var feed = new Feed();
        using var api = Api().Lists(Object.List(40, Object.Secret("web", 10)));
        _ = asEvent ? api.Watching(gone) : api.Refuses("watch", 410);
        api.Watching(feed);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All));

        await api.WhenAskedAsync("watch=true&resourceVersion=40&");
        await watch.UnchangedAsync();
        feed.Send(Object.Event("DELETED", Object.Secret("web", 41)));

        await watch.ChangedAsync();
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    public async Task Asks_again_and_again_where_it_may_not_watch(int code)
    {
        using var api = Api().Refuses("watch", code).Gets(Object.Secret("web", 10)).Gets(Object.Secret("web", 10)).Gets(Object.Secret("web", 11));
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.Web));

        await watch.ChangedAsync();

        Assert.Equal(3, api.Asked.Count(path => path == "/api/v1/namespaces/shop/secrets/web"));
        Assert.Single(api.Watches);
    }

    [Fact]
    public async Task Asks_for_lists_again_and_again_too()
    {
        using var api = Api().Lists(Object.List(21, Object.Secret("web", 10))).Lists(Object.List(22)).Refuses("watch", 403);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All));

        await watch.ChangedAsync();

        Assert.Equal(4, api.Asked.Count);
    }

    [Fact]
    public async Task A_permission_that_comes_is_a_change()
    {
        using var api = new WatchedApi().Refuses("get", 403).Refuses("get", 403).Gets(Object.Secret("web", 10));
        var refused = new Unreadable(ResourceTypes.Secret, "get", "shop", "web", UnreadableReason.Forbidden, "no");
        using var watch = new LiveWatch(api, new Reading(new ClusterSnapshot([], [refused]), [LiveWatch.Web]));

        await watch.ChangedAsync();

        Assert.Equal(3, api.Asked.Count);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{}")]
    [InlineData(null)]
    public async Task Asks_again_and_again_where_no_watch_comes_through(string? line)
    {
        using var feed = new Feed().Send((line ?? new string('x', (8 << 20) + 1)) + "\n");
        using var api = Api().Watching(feed).Gets(Object.Secret("web", 11));
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.Web));

        await watch.ChangedAsync();

        await feed.Disposed;
        Assert.Single(api.Watches);
    }

    [Fact]
    public async Task Asks_again_and_again_where_every_watch_is_cut_at_once()
    {
        using var feed = new Feed().End();
        using var api = Api().Watching(feed).Gets(Object.Secret("web", 11));
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.Web));

        await watch.ChangedAsync();

        Assert.Equal(5, api.Watches.Count);
    }

    [Fact]
    public async Task Bears_a_server_that_restarts()
    {
        var down = new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.ConnectionRefused));
        using var first = new Feed().End();
        using var second = new Feed().Send(Object.Event("MODIFIED", Object.Secret("web", 21)));
        using var api = Api().Watching(first).Fails("watch", down).Fails("watch", down).Watching(second);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All));

        await watch.ChangedAsync();
    }

    [Theory]
    [InlineData("list")]
    [InlineData("watch")]
    public async Task Tells_of_a_server_that_stays_away(string kind)
    {
        var down = new HttpRequestException(HttpRequestError.ConnectionError, null, new SocketException((int)SocketError.ConnectionRefused));
        using var api = (kind == "list" ? new WatchedApi() : Api()).Fails(kind, down);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All));

        await Assert.ThrowsAsync<ClusterUnreachableException>(watch.ChangedAsync);
    }

    [Fact]
    public async Task Leaves_no_connection_behind_when_cancelled()
    {
        using var feed = new Feed();
        using var api = Api().Watching(feed);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All));
        await api.WhenAskedAsync(FirstWatch);

        await watch.StoppedAsync();

        Assert.True(feed.Disposed.IsCompleted);
    }

    [Fact]
    public async Task The_timeout_of_requests_does_not_end_a_watch()
    {
        using var feed = new Feed();
        using var api = Api().Watching(feed);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All), MakeCluster.Settings with { RequestTimeout = TimeSpan.FromSeconds(2) });
        await api.WhenAskedAsync(FirstWatch);

        await watch.UnchangedAsync(); // longer than the timeout, on this clock
        feed.Send(Object.Event("MODIFIED", Object.Secret("web", 21)));

        await watch.ChangedAsync();
        Assert.Single(api.Watches);
    }

    [Fact]
    public async Task A_connection_that_died_silently_is_made_anew()
    {
        using var dead = new Feed();
        using var feed = new Feed().Send(Object.Event("MODIFIED", Object.Secret("web", 21)));
        using var api = Api().Watching(dead).Watching(feed);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All), times: 1000);

        await watch.ChangedAsync();

        Assert.True(dead.Disposed.IsCompleted);
    }

    [Fact]
    public async Task Changes_that_do_not_end_are_reported_all_the_same()
    {
        using var feed = new Feed();
        using var api = Api().Watching(feed);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All));
        var changed = watch.ChangedAsync();

        for (var version = 21; !changed.IsCompleted; version++)
        {
            feed.Send(Object.Event("MODIFIED", Object.Secret("web", version)));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await changed;
    }

    [Fact]
    public async Task The_log_shows_events_without_the_data_of_secrets()
    {
        using var log = new StringWriter();
        using var feed = new Feed().Send(Object.Event("MODIFIED", Object.Secret("web", 21)));
        using var api = Api().Watching(feed);
        using var watch = new LiveWatch(api, LiveWatch.ReadBy(LiveWatch.All), MakeCluster.Settings with { Verbosity = 9, Log = log });

        await watch.ChangedAsync();

        var text = log.ToString();
        Assert.Contains("""Response Line: {"type":"MODIFIED","object":{"apiVersion":"v1","kind":"Secret",""", text, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_requests_share_watches_that_see_more_than_was_read()
    {
        using var feed = new Feed();
        using var api = Api().Watching(feed);
        var requests = Enumerable.Range(0, 100).Select(n => new ObjectRequest.One(ResourceTypes.Secret, "shop", $"other{n}"));
        using var watch = new LiveWatch(api, LiveWatch.ReadBy([LiveWatch.Web, .. requests]));
        await api.WhenAskedAsync(FirstWatch);

        feed.Send(Object.Event("ADDED", Object.Secret("other100", 21)));
        await watch.UnchangedAsync();
        feed.Send(Object.Event("ADDED", Object.Secret("other99", 22)));

        await watch.ChangedAsync();
        Assert.Equal(["/api/v1/namespaces/shop/secrets?limit=500", $"/api/v1/namespaces/shop/secrets?{FirstWatch}&timeoutSeconds=290"], api.Asked);
    }
}
