async def main():
    await 5
main().send(None)
